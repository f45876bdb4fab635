import type { Options } from 'tsup';
import { bundledLicenses } from './bundled-licenses';

/** The one build every package shares: ESM, CommonJS and declarations, from `src/index.ts`. */
export function packageBuild(overrides: Options = {}): Options {
  return {
    entry: ['src/index.ts'],
    format: ['esm', 'cjs'],
    dts: true,
    target: 'es2022',
    platform: 'neutral',
    clean: true,
    sourcemap: true,
    splitting: false,
    treeshake: true,
    esbuildPlugins: [bundledLicenses()],
    ...overrides,
  };
}

import { build } from 'esbuild';
import { defineConfig } from 'tsup';
import { bundledLicenses } from '../../bundled-licenses';
import { packageBuild } from '../../tsup.base';

const thirdParty = './third-party.cjs';

/**
 * Bundles the npm packages that only Node's loader needs, as CommonJS as most of them are: an install brings none of them, and
 * both formats of `@nin/cifar/node` load the same file.
 */
async function bundleThirdParty(): Promise<void> {
  await build({
    entryPoints: ['src/node/third-party.ts'],
    outfile: `dist/node/${thirdParty}`,
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    plugins: [bundledLicenses('dist/node')],
  });
}

export default defineConfig(
  packageBuild({
    entry: {
      index: 'src/index.ts',
      'node/index': 'src/node/index.ts',
      'browser/index': 'src/browser/index.ts',
    },
    platform: 'node',
    removeNodeProtocol: false,
    // Shared chunks, so that an error class is the same one from every entry.
    splitting: true,
    esbuildPlugins: [
      bundledLicenses(),
      {
        name: 'third-party',
        setup(build) {
          build.onResolve({ filter: /^\.\/third-party$/ }, () => ({ path: thirdParty, external: true }));
        },
      },
    ],
    onSuccess: bundleThirdParty,
  }),
);

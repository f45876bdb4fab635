import { defineConfig } from 'tsup';
import { bundledLicenses } from '../../bundled-licenses';

export default defineConfig({
  // Pictures are decoded in a process of their own, which needs a file of its own.
  entry: { main: 'src/main.ts', 'decoding-process': 'src/data/decoding-process.ts' },
  format: ['esm'],
  platform: 'node',
  target: 'node20',
  clean: true,
  sourcemap: false,
  splitting: true,
  esbuildPlugins: [bundledLicenses()],
  // The packages stay outside, so that the command runs what is published.
  skipNodeModulesBundle: true,
  // What is not published comes along.
  noExternal: ['@nin/checks', '@nin/durable-files', 'leven', /^nin-lesson(\/|$)/],
});

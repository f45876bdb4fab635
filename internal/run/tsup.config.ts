import { defineConfig } from 'tsup';

export default defineConfig({
  entry: { index: 'src/index.ts', 'report/index': 'src/report/index.ts' },
  format: ['esm'],
  platform: 'neutral',
  target: 'es2022',
  clean: true,
  sourcemap: true,
  // What both entries use is there once, and the first does not load the charts of the second.
  splitting: true,
  // Our own packages stay outside too, so that applications run what is published.
  skipNodeModulesBundle: true,
  // What is not published comes along.
  noExternal: ['@nin/markup'],
});

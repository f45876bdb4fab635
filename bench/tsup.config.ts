import { defineConfig, type Options } from 'tsup';

const shared: Options = {
  format: ['esm'],
  platform: 'node',
  target: 'node20',
  sourcemap: true,
  // Our own packages stay outside too, so that what is timed is what is published.
  skipNodeModulesBundle: true,
  // Sources, of which nothing is built.
  noExternal: ['@nin/testing'],
};

export default defineConfig([
  {
    ...shared,
    entry: ['src/main.ts', 'src/measure.ts', 'src/table.ts'],
    splitting: true,
    // All are built at once, each into its folder.
    clean: ['!gpu/**', '!page/**'],
  },
  {
    ...shared,
    entry: {
      main: 'src/gpu/main.ts',
      table: 'src/gpu/table.ts',
      'measure-in-node': 'src/gpu/measure-in-node.ts',
      'build-bundle': 'src/bundle/build-bundle.ts',
    },
    // As deep in the repository as internal/testing/src, whose file on Chromium, bundled here, looks for node_modules
    // from its own place; so each script is one file.
    outDir: 'dist/gpu',
    splitting: false,
    clean: ['!page/**'],
  },
  {
    entry: ['src/gpu/measure-in-page.ts'],
    outDir: 'dist/gpu/page',
    format: ['iife'],
    platform: 'browser',
    target: 'es2022',
    clean: true,
    noExternal: [/.*/],
  },
  {
    ...shared,
    entry: { main: 'src/page/main.ts' },
    // As deep as the scripts of the GPU's, for the same reason.
    outDir: 'dist/page',
    splitting: false,
    clean: ['!worker/**'],
  },
  {
    entry: { 'measure-in-worker': 'src/page/measure-in-worker.ts' },
    outDir: 'dist/page/worker',
    format: ['esm'],
    platform: 'browser',
    target: 'es2022',
    // The page serves this one file.
    splitting: false,
    clean: true,
    noExternal: [/.*/],
  },
]);

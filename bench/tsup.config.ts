import { defineConfig, type Options } from 'tsup';

const shared: Options = { format: ['esm'], splitting: true, clean: true };

export default defineConfig([
  {
    ...shared,
    entry: {
      main: 'src/main.ts',
      'in-process': 'src/measure/in-process.ts',
      'build-bundle': 'src/bundle/build-bundle.ts',
    },
    // As deep in the repository as internal/testing/src, whose file on Chromium, bundled here, looks for node_modules from its
    // own place.
    outDir: 'dist/node',
    platform: 'node',
    target: 'node20',
    sourcemap: true,
    // Our own packages stay outside too, so that what is timed is what is published.
    skipNodeModulesBundle: true,
    // Sources, of which nothing is built.
    noExternal: ['@nin/testing', '@nin/isolation-headers'],
  },
  {
    ...shared,
    entry: { 'in-worker': 'src/measure/in-worker.ts' },
    outDir: 'dist/worker',
    platform: 'browser',
    target: 'es2022',
    noExternal: [/.*/],
  },
]);

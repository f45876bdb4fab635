import { defineConfig } from 'tsup';

export default defineConfig({
  entry: ['src/main.ts', 'src/measure.ts', 'src/table.ts'],
  format: ['esm'],
  platform: 'node',
  target: 'node20',
  clean: true,
  sourcemap: true,
  splitting: true,
  // Our own packages stay outside too, so that what is timed is what is published.
  skipNodeModulesBundle: true,
});

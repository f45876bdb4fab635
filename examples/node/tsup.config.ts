import { defineConfig } from 'tsup';

export default defineConfig({
  entry: ['src/main.ts'],
  format: ['esm'],
  platform: 'node',
  target: 'node20',
  clean: true,
  sourcemap: true,
  splitting: true,
  // Our own packages stay outside too, so that the command runs what is published.
  skipNodeModulesBundle: true,
});

import { defineConfig } from 'tsup';

export default defineConfig({
  entry: ['src/main.ts'],
  format: ['esm'],
  platform: 'node',
  target: 'node20',
  clean: true,
  sourcemap: false,
  splitting: true,
  // The packages stay outside, so that the command runs what is published.
  skipNodeModulesBundle: true,
  // What is not published comes along.
  noExternal: [/^nin-(run|lesson)(\/|$)/],
});

import { defineConfig } from 'tsup';

export default defineConfig({
  entry: ['src/index.ts', 'src/main.ts'],
  format: ['esm'],
  platform: 'node',
  target: 'node20',
  clean: true,
  sourcemap: true,
  // Our own packages stay outside too, so that the lesson runs what is published.
  skipNodeModulesBundle: true,
  // What is not published comes along.
  noExternal: ['@nin/checks'],
});

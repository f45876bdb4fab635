#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const built = new URL('../dist/main.js', import.meta.url);
if (existsSync(fileURLToPath(built))) {
  await import(built.href);
} else {
  console.error('nin-lesson: the lesson is not built yet: run `npm run build` at the top of the repository');
  process.exitCode = 1;
}

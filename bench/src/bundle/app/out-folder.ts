import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Writes a result into the folder that `run.sh` names. */
export function writeOut(name: string, result: unknown): string {
  const folder = process.env.OUT || 'results';
  mkdirSync(folder, { recursive: true });
  const path = join(folder, name);
  writeFileSync(path, `${JSON.stringify(result, null, 1)}\n`);
  return path;
}

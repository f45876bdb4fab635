import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { upgradeResult } from './former-results';
import type { Result } from './result';

/** Creates an empty `DATE-SET.json`, or `DATE-SET-2.json` …, so that no result is overwritten; returns its path. */
export function reserveFile(folder: string, { startedAt, set }: Pick<Result, 'startedAt' | 'set'>): string {
  mkdirSync(folder, { recursive: true });
  const name = `${startedAt.slice(0, 10)}-${set}`;
  for (let copy = 1; ; copy++) {
    const path = join(folder, copy === 1 ? `${name}.json` : `${name}-${copy}.json`);
    try {
      writeFileSync(path, '', { flag: 'wx' });
      return path;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

/** Writes a result. */
export function writeResult(path: string, result: Result): void {
  writeFileSync(path, `${JSON.stringify(result, shortNumbers, 1)}\n`);
}

/** Seven digits: as many as float32 has, and nanoseconds in a step of seconds. */
function shortNumbers(_key: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(7)) : value;
}

/**
 * Reads a result of this or an earlier format.
 *
 * @throws Error if the file is something else.
 */
export function readResult(path: string): Result {
  const result = upgradeResult(JSON.parse(readFileSync(path, 'utf8')));
  if (!result) throw new Error(`${path} must be a result of npm run bench`);
  return result;
}

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BenchResult } from './bench-result';

/** What names a result. */
type Named = Pick<BenchResult, 'startedAt' | 'set'>;

/** Writes a result as `DATE-SET.json`, or `DATE-SET-2.json` …: none is written over. Gives the path. */
export function writeResult(folder: string, result: Named): string {
  mkdirSync(folder, { recursive: true });
  const name = `${result.startedAt.slice(0, 10)}-${result.set}`;
  const text = JSON.stringify(result, shortNumbers, 1);
  for (let copy = 1; ; copy++) {
    const path = join(folder, copy === 1 ? `${name}.json` : `${name}-${copy}.json`);
    try {
      writeFileSync(path, `${text}\n`, { flag: 'wx' });
      return path;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

/** Seven digits: as many as float32 has, and nanoseconds in a step of seconds. */
function shortNumbers(_key: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(7)) : value;
}

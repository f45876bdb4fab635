import { readFileSync } from 'node:fs';
import type { BenchResult } from './bench-result';

/**
 * Reads what `writeResult` wrote.
 *
 * @throws Error if it is something else.
 */
export function readResult(path: string): BenchResult {
  const result = JSON.parse(readFileSync(path, 'utf8')) as Partial<BenchResult>;
  if (result.version !== 1 || !Array.isArray(result.steps)) {
    throw new Error(`${path} must be a result of npm run bench`);
  }
  return result as BenchResult;
}

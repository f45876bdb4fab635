import { readFileSync } from 'node:fs';
import type { GpuResult } from './gpu-result';

/**
 * Reads a result of the GPU's benchmark.
 *
 * @throws Error if it is something else.
 */
export function readGpuResult(path: string): GpuResult {
  const result = JSON.parse(readFileSync(path, 'utf8')) as Partial<GpuResult>;
  if (result.version !== 1 || result.kind !== 'gpu') {
    throw new Error(`${path} must be a result of npm run bench:gpu`);
  }
  return result as GpuResult;
}

import type { GpuResult } from './gpu-result';

/** Whether something of ours could not be done. Stock may fail: that is a result. */
export function oursFailed({ steps, products, layers }: GpuResult): boolean {
  return [...steps, ...products, ...layers].some(({ peer, cannot }) => peer === 'ours' && cannot);
}

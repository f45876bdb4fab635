import type { StepTimes } from '../src/measuring/measurement';

/** A run with the given times, in which a product of two 100×100 matrices takes 2 ms: 2 · 10⁶ operations, 1 GFLOP/s. */
export function stepTimes(milliseconds: number[], rest: Partial<StepTimes> = {}): StepTimes {
  return {
    threads: 1,
    milliseconds,
    losses: [2.5, 2, 1.5],
    product: { size: 100, before: [2], after: [2] },
    peakMemoryBytes: 1e8,
    ...rest,
  };
}

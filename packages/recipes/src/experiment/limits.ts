/**
 * Upper ends of the numbers of an experiment. Above any in use, and small enough that what follows from the numbers ends in seconds
 * or is refused: a list of a billion rates would exhaust the memory.
 */
export const limits = {
  epochs: 100_000,
  /** Images per step. The memory of the backend is checked besides. */
  batchSize: 1_000_000,
  /** Images to train on, or to test. */
  images: 1_000_000,
  /** Room above for the seeds that follow. */
  seed: 1e15,
  /** Experiments of a grid. */
  grid: 1_000,
  /** Steps of a schedule. */
  steps: 1e9,
  /** Learning rates, weight decays and their factors. */
  rate: 1_000,
} as const;

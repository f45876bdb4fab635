/**
 * The largest numbers that the command takes, for options and for files that keep them. Above any in use, and small enough
 * that what follows from them ends in seconds or says what is wrong: a list of a billion rates ends the process.
 */
export const upperEnds = {
  epochs: 100_000,
  /** Images per step; the memory of the backend is checked besides. */
  batchSize: 1_000_000,
  /** Images to train on, or to test. */
  images: 1_000_000,
  /** As `@nin/blocks` takes. */
  mlpLayers: 100,
  /** Room above for the seeds that follow. */
  seed: 1e15,
  /** Trainings of an ablation, each with a seed of its own. */
  seeds: 1_000,
  /** Networks of an ablation. */
  gridPoints: 1_000,
  /** Steps of a schedule: each is a line. */
  steps: 100_000,
  /** Learning rates, weight decays and what they are multiplied by. */
  rate: 1_000,
  /** Classes that a prediction prints. */
  classes: 100_000,
  /** Height, width and channels of an image, as `@nin/blocks` takes. */
  imageSide: 1_000_000,
} as const;

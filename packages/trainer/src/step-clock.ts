/** Timing of an epoch's steps. */
export interface StepTimes {
  /** Seconds since the start. */
  seconds: number;
  /** Mean milliseconds per step, without the first if there are more. */
  millisecondsPerStep: number;
  /** Images per second since the start. */
  imagesPerSecond: number;
}

/**
 * Starts timing an epoch.
 *
 * @param before seconds and steps of the epoch before an interruption.
 * @returns a function from the steps and images so far to the times. It must be called after the first step for that step to be
 * excluded from the mean.
 */
export function stepClock(before = { seconds: 0, steps: 0 }): (steps: number, images: number) => StepTimes {
  const start = performance.now() - 1000 * before.seconds;
  let first: { time: number; steps: number } | undefined;
  return (steps, images) => {
    const now = performance.now();
    const elapsed = now - start;
    const millisecondsPerStep =
      first && steps > first.steps ? (now - first.time) / (steps - first.steps) : elapsed / steps;
    if (steps === before.steps + 1) first = { time: now, steps };
    return { seconds: elapsed / 1000, millisecondsPerStep, imagesPerSecond: (1000 * images) / elapsed };
  };
}

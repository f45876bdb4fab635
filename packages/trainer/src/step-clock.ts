/** Times of an epoch's steps. */
export interface StepTimes {
  /** Seconds since the start. */
  seconds: number;
  /** Mean milliseconds per step, without the first where there are more. */
  millisecondsPerStep: number;
  /** Images per second since the start. */
  imagesPerSecond: number;
}

/**
 * Starts timing.
 *
 * @param before seconds and steps of the same epoch before it was interrupted.
 * @returns a function that gives the times for the steps and images done so far. To leave the first step out of the
 * mean, it must be called after that one.
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

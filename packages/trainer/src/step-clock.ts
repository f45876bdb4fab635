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
 * @returns a function that gives the times for the steps and images done so far. To leave the first step out of the
 * mean, it must be called after that one.
 */
export function stepClock(): (steps: number, images: number) => StepTimes {
  const start = performance.now();
  let afterFirst: number | undefined;
  return (steps, images) => {
    const now = performance.now();
    const elapsed = now - start;
    const millisecondsPerStep =
      afterFirst !== undefined && steps > 1 ? (now - afterFirst) / (steps - 1) : elapsed / steps;
    if (steps === 1) afterFirst = now;
    return { seconds: elapsed / 1000, millisecondsPerStep, imagesPerSecond: (1000 * images) / elapsed };
  };
}

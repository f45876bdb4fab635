/** What samples have in common, in the unit of the samples. */
export interface Summary {
  n: number;
  median: number;
  min: number;
  max: number;
  lowerQuartile: number;
  upperQuartile: number;
}

/**
 * Summarizes samples by median and quartiles: a disturbed machine gives a few samples that are far too long, which would decide
 * a mean and a standard deviation.
 *
 * @throws RangeError without samples.
 */
export function summarize(samples: readonly number[]): Summary {
  if (samples.length === 0) throw new RangeError('summarize: samples must not be empty');
  const sorted = samples.toSorted((a, b) => a - b);
  return {
    n: sorted.length,
    median: quantile(sorted, 0.5),
    min: sorted[0],
    max: sorted[sorted.length - 1],
    lowerQuartile: quantile(sorted, 0.25),
    upperQuartile: quantile(sorted, 0.75),
  };
}

/** Returns the median of samples. */
export function median(samples: readonly number[]): number {
  return summarize(samples).median;
}

/** Returns the interquartile range as a fraction of the median. */
export function relativeSpread({ median, lowerQuartile, upperQuartile }: Summary): number {
  return (upperQuartile - lowerQuartile) / median;
}

/** Linear between two samples, as in NumPy, R (type 7) and spreadsheets. */
function quantile(sorted: readonly number[], fraction: number): number {
  const place = fraction * (sorted.length - 1);
  const below = sorted[Math.floor(place)];
  const above = sorted[Math.ceil(place)];
  return below + (place - Math.floor(place)) * (above - below);
}

/** How many times as fast, over the rounds. */
export type Ratio = Pick<Summary, 'median' | 'min' | 'max'>;

/** Divides the median times of one by those of another, round by round: a disturbance slows both. */
export function ratioByRound(slow: readonly number[], fast: readonly number[]): Ratio {
  return summarize(slow.slice(0, fast.length).map((time, round) => time / fast[round]));
}

/** Returns the rate of multiply-accumulates in 10⁹ operations per second; each is two operations. */
export function gflops(macs: number, milliseconds: number): number {
  return (2 * macs) / milliseconds / 1e6;
}

/** What the samples of one thing have in common, in the samples' unit. */
export interface Summary {
  n: number;
  median: number;
  min: number;
  max: number;
  lowerQuartile: number;
  upperQuartile: number;
}

/**
 * Sums samples up. Medians and quartiles, as a disturbed machine gives a few samples that are far too long, which a mean
 * and a standard deviation would be about.
 *
 * @throws RangeError if there are none.
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

/** The median of samples. */
export function median(samples: readonly number[]): number {
  return summarize(samples).median;
}

/** The interquartile range in units of the median: the middle half of the samples lies within so much. */
export function relativeSpread({ median, lowerQuartile, upperQuartile }: Summary): number {
  return (upperQuartile - lowerQuartile) / median;
}

/** Between two samples on a straight line, as NumPy, R (type 7) and spreadsheets do. */
function quantile(sorted: readonly number[], share: number): number {
  const place = share * (sorted.length - 1);
  const below = sorted[Math.floor(place)];
  const above = sorted[Math.ceil(place)];
  return below + (place - Math.floor(place)) * (above - below);
}

import { requireOneOf, requireOptions, requirePositiveInteger, type OptionNames } from '@nin/checks';
import { largestCells } from './largest-cells';
import { readMatrix, type CountedMatrix } from './read-matrix';

/** Samples of one class that were predicted as another. */
export interface ConfusedPair {
  /** Index and name of the true class. */
  readonly trueClass: number;
  readonly trueName: string;
  /** Index and name of the predicted class. */
  readonly predictedClass: number;
  readonly predictedName: string;
  /** Number of samples. */
  readonly count: number;
  /** Fraction of the true class's samples, in (0, 1]. */
  readonly rate: number;
}

/** Options of {@link mostConfused}. */
export interface MostConfusedOptions {
  /** Maximum number of pairs. Positive integer. Default 10. */
  limit?: number | undefined;
  /** Sort key: `'count'`, or `'rate'`, which is fairer if classes differ in size. Default `'count'`. */
  by?: 'count' | 'rate' | undefined;
}

const optionNames: OptionNames<MostConfusedOptions> = { limit: true, by: true };

/**
 * Returns the most confused pairs of classes, the worst first. Cat predicted as dog and dog predicted as cat are two pairs.
 *
 * Equal pairs are in the order of their true, then predicted class indices. Pairs that never occur are omitted.
 *
 * @throws RangeError if an option is out of range, or the matrix contradicts its class count.
 * @throws TypeError if an argument is of the wrong type, or an option is unknown.
 */
export function mostConfused(matrix: CountedMatrix, options: MostConfusedOptions = {}): ConfusedPair[] {
  const { classes, classNames, counts } = readMatrix('mostConfused', matrix);
  requireOptions('mostConfused: options', options, optionNames);
  const { limit = 10, by = 'count' } = options;
  requirePositiveInteger('mostConfused: limit', limit);
  requireOneOf('mostConfused: by', by, ['count', 'rate']);
  const supports = Float64Array.from(classNames, (_, i) =>
    counts.subarray(i * classes, (i + 1) * classes).reduce((sum, count) => sum + count, 0),
  );
  const measure = (index: number) =>
    by === 'count' ? counts[index] : counts[index] / supports[Math.floor(index / classes)];
  return largestCells(counts, classes, measure, limit).map((index) => {
    const [trueClass, predictedClass] = [Math.floor(index / classes), index % classes];
    return {
      trueClass,
      trueName: classNames[trueClass],
      predictedClass,
      predictedName: classNames[predictedClass],
      count: counts[index],
      rate: counts[index] / supports[trueClass],
    };
  });
}

import { requireOneOf, requireOptions, requirePositiveInteger, type OptionNames } from '@nin/checks';
import { largestCells } from './largest-cells';
import { readMatrix, type CountedMatrix } from './read-matrix';

/** One kind of error: samples of one class predicted as another. */
export interface ConfusedPair {
  /** Index and name of the class the samples are of. */
  readonly trueClass: number;
  readonly trueName: string;
  /** Index and name of the class they were taken for. */
  readonly predictedClass: number;
  readonly predictedName: string;
  /** How many samples it happened to. */
  readonly count: number;
  /** The share of the true class's samples, in (0, 1]. */
  readonly rate: number;
}

/** Options of {@link mostConfused}. */
export interface MostConfusedOptions {
  /** How many pairs to give at most. Positive integer. Default 10. */
  limit?: number | undefined;
  /** What to sort by: `'count'`, or `'rate'`, which is fairer where classes differ in size. Default `'count'`. */
  by?: 'count' | 'rate' | undefined;
}

const optionNames: OptionNames<MostConfusedOptions> = { limit: true, by: true };

/**
 * The pairs of classes most often confused, the worst first. Cat taken for dog and dog for cat are two pairs.
 *
 * Equal ones keep the order of their class indices, the true class first. Pairs that never occur are left out.
 *
 * @throws RangeError if an option is out of range, or the matrix does not fit its own class count.
 * @throws TypeError if an argument is of another kind, or an option's name is unknown.
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

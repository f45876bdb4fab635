import { requireOneOf, requirePositiveInteger } from './checks';
import { requireMatrix } from './require-matrix';
import type { ConfusionMatrix } from './confusion-matrix';

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
  limit?: number;
  /** What to sort by: `'count'`, or `'rate'`, which is fairer where classes differ in size. Default `'count'`. */
  by?: 'count' | 'rate';
}

/**
 * The pairs of classes most often confused, the worst first. Cat taken for dog and dog for cat are two pairs.
 *
 * Equal ones keep the order of their class indices, the true class first. Pairs that never occur are left out.
 *
 * @throws RangeError if an option is out of range, or the matrix does not fit its own class count.
 */
export function mostConfused(
  matrix: ConfusionMatrix,
  { limit = 10, by = 'count' }: MostConfusedOptions = {},
): ConfusedPair[] {
  requireMatrix('mostConfused', matrix);
  requirePositiveInteger('mostConfused: limit', limit);
  requireOneOf('mostConfused: by', by, ['count', 'rate']);
  const { classes, classNames, counts } = matrix;
  return classNames
    .flatMap((trueName, trueClass) => {
      const row = counts.subarray(trueClass * classes, (trueClass + 1) * classes);
      const support = row.reduce((sum, count) => sum + count, 0);
      return Array.from(row, (count, predictedClass) => ({
        trueClass,
        trueName,
        predictedClass,
        predictedName: classNames[predictedClass],
        count,
        rate: count / support,
      }));
    })
    .filter(({ trueClass, predictedClass, count }) => trueClass !== predictedClass && count > 0)
    .sort((a, b) => b[by] - a[by])
    .slice(0, limit);
}

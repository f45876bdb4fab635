import { requireOneOf } from '@nin/checks';
import { readMatrix, type CountedMatrix } from './read-matrix';

/** Divisor of the counts: the samples of the true class (row), of the predicted class (column), or all samples. */
export type Normalization = 'true' | 'predicted' | 'all';

/** All values of {@link Normalization}. */
export const normalizations: readonly Normalization[] = ['true', 'predicted', 'all'];

/** Throws unless `value` is a normalization or undefined. */
export function requireNormalization(where: string, value: unknown): void {
  if (value !== undefined) requireOneOf(where, value, normalizations);
}

/** A confusion matrix as shares in [0, 1] instead of counts. */
export interface NormalizedMatrix {
  /** Number of classes. */
  readonly classes: number;
  /** Name of each class, in the order of the class indices. */
  readonly classNames: readonly string[];
  /** Row-major; rows are true classes, columns predicted ones: `values[trueClass * classes + predictedClass]`. */
  readonly values: Float64Array;
  /** Divisor of the counts. */
  readonly over: Normalization;
}

/**
 * Returns each count divided by the samples of its true class, of its predicted class, or of the whole matrix.
 *
 * With `'true'`, rows sum to 1 and the diagonal is the recall; with `'predicted'`, columns sum to 1 and the diagonal is the
 * precision; with `'all'`, the matrix sums to 1. A row, column or matrix without samples is all zeros.
 *
 * @throws RangeError if `over` is not a normalization, or the matrix contradicts its class count.
 * @throws TypeError if the matrix is not a confusion matrix.
 * @see `normalize` of `sklearn.metrics.confusion_matrix`, where `'predicted'` is called `'pred'`.
 */
export function normalize(matrix: CountedMatrix, over: Normalization): NormalizedMatrix {
  const { classes, classNames, counts } = readMatrix('normalize', matrix);
  requireOneOf('normalize: over', over, normalizations);
  const group = (row: number, column: number) => {
    if (over === 'all') return 0;
    return over === 'true' ? row : column;
  };
  const totals = new Float64Array(classes);
  const values = new Float64Array(counts.length);
  for (let row = 0, index = 0; row < classes; row++) {
    for (let column = 0; column < classes; column++, index++) totals[group(row, column)] += counts[index];
  }
  for (let row = 0, index = 0; row < classes; row++) {
    for (let column = 0; column < classes; column++, index++) {
      if (counts[index] > 0) values[index] = counts[index] / totals[group(row, column)];
    }
  }
  return { classes, classNames, values, over };
}

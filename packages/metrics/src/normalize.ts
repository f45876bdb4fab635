import { requireOneOf } from '@nin/checks';
import { normalizations, type Normalization } from './normalization';
import { readMatrix, type CountedMatrix } from './read-matrix';

/** A confusion matrix as shares in [0, 1] instead of counts. */
export interface NormalizedMatrix {
  /** How many classes there are. */
  readonly classes: number;
  /** One name a class, in the order of the class indices. */
  readonly classNames: readonly string[];
  /** Row-major, rows are true classes, columns predictions: `values[trueClass * classes + predictedClass]`. */
  readonly values: Float64Array;
  /** What the counts were divided by. */
  readonly over: Normalization;
}

/**
 * Divides each count by the samples of its true class, of its predicted class, or of the whole matrix.
 *
 * With `'true'` each row sums to 1 and the diagonal is the recall; with `'predicted'` each column sums to 1 and the
 * diagonal is the precision; with `'all'` the whole sums to 1. A row, column or matrix without samples is all zeros.
 *
 * @throws RangeError if `over` is none of the three, or the matrix does not fit its own class count.
 * @throws TypeError if the matrix is something else.
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

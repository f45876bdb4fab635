import { requireSameLength } from './checks';
import { requireMatrix } from './require-matrix';
import type { ConfusionMatrix } from './confusion-matrix';

/**
 * The share of samples whose prediction is their label, in [0, 1]; NaN if there are no samples.
 *
 * @param labels The true class of each sample, or the confusion matrix that holds all there is to know.
 * @param predictions The predicted class of each sample, in the same order.
 * @throws RangeError if the lengths differ, or the matrix does not fit its own class count.
 * @see `sklearn.metrics.accuracy_score`.
 */
export function accuracy(matrix: ConfusionMatrix): number;
export function accuracy(labels: ArrayLike<number>, predictions: ArrayLike<number>): number;
export function accuracy(
  labelsOrMatrix: ArrayLike<number> | ConfusionMatrix,
  predictions: ArrayLike<number> = [],
): number {
  if ('counts' in labelsOrMatrix) return diagonalShare(labelsOrMatrix);
  const labels = labelsOrMatrix;
  requireSameLength('accuracy', labels, predictions);
  let correct = 0;
  for (let i = 0; i < labels.length; i++) if (labels[i] === predictions[i]) correct++;
  return correct / labels.length;
}

function diagonalShare(matrix: ConfusionMatrix): number {
  requireMatrix('accuracy', matrix);
  let correct = 0;
  for (let i = 0; i < matrix.counts.length; i += matrix.classes + 1) correct += matrix.counts[i];
  return correct / matrix.total;
}

import { requireOneOf, requirePositiveInteger } from './checks';
import { classesOfScores } from './score-rows';

/** Options of {@link topKAccuracy}. */
export interface TopKAccuracyOptions {
  /** How many of the highest scores count. Positive integer; from the number of classes on, the result is 1. Default 5. */
  k?: number;
  /**
   * Which of equal scores ranks first. `'last'`, as scikit-learn: the one of the highest class index. `'first'`, as
   * `argMax` of TensorFlow.js: the one of the lowest, so that k = 1 is the accuracy of the argMax. Default `'last'`.
   */
  ties?: 'last' | 'first';
}

/**
 * The share of samples whose label is among the k classes of the highest scores, in [0, 1].
 *
 * @param labels The true class of each sample: integers from 0 to classes − 1. At least one.
 * @param scores Row-major [labels.length, classes]: logits or probabilities, only their order within a row counts.
 * @throws RangeError if the shapes do not fit, a label is no class index, a score is NaN, or an option is out of range.
 * @see `sklearn.metrics.top_k_accuracy_score`.
 */
export function topKAccuracy(
  labels: ArrayLike<number>,
  scores: ArrayLike<number>,
  { k = 5, ties = 'last' }: TopKAccuracyOptions = {},
): number {
  requirePositiveInteger('topKAccuracy: k', k);
  requireOneOf('topKAccuracy: ties', ties, ['last', 'first']);
  const classes = classesOfScores('topKAccuracy', labels, scores);
  let correct = 0;
  for (let i = 0; i < labels.length; i++) {
    if (rank(scores, i * classes, classes, labels[i], ties) < k) correct++;
  }
  return correct / labels.length;
}

/** How many classes of one row rank before `label`. */
function rank(
  scores: ArrayLike<number>,
  offset: number,
  classes: number,
  label: number,
  ties: 'last' | 'first',
): number {
  const own = scores[offset + label];
  let before = 0;
  for (let other = 0; other < classes; other++) {
    const score = scores[offset + other];
    const winsTie = ties === 'last' ? other > label : other < label;
    if (score > own || (score === own && winsTie)) before++;
  }
  return before;
}

import { requireOneOf, requireOptions, requirePositiveInteger, type OptionNames } from '@nin/checks';
import type { ClassValues } from './class-values';
import { readScores, type ScoreRows } from './score-rows';

/** Options of {@link topKAccuracy}. */
export interface TopKAccuracyOptions {
  /**
   * Number of highest scores among which the label must be. Positive integer below the number of classes, from which on the
   * accuracy would always be 1. Default 5, so `k` is required for up to five classes.
   */
  k?: number | undefined;
  /**
   * Which of equal scores ranks first: `'last'`, the one with the highest class index, as in scikit-learn; `'first'`, the one
   * with the lowest, as `argMax` of TensorFlow.js, so that k = 1 gives the accuracy of argMax. Default `'last'`.
   */
  ties?: 'last' | 'first' | undefined;
}

const optionNames: OptionNames<TopKAccuracyOptions> = { k: true, ties: true };

/**
 * Returns the fraction of samples whose label is among the k classes with the highest scores, in [0, 1].
 *
 * @param labels true class of each sample: indices from 0 to classes − 1. At least one.
 * @param scores [labels.length, classes], as rows or row-major: logits or probabilities; only their order within a row matters.
 * @throws RangeError if the shapes do not match, a label is not a class index, a score is NaN, or an option is out of range.
 * @throws TypeError if an argument is of the wrong type, or an option is unknown.
 * @see `sklearn.metrics.top_k_accuracy_score`.
 */
export function topKAccuracy(
  labels: ClassValues,
  scores: ScoreRows,
  options: TopKAccuracyOptions = {},
): number {
  const samples = readScores('topKAccuracy', labels, scores);
  requireOptions('topKAccuracy: options', options, optionNames);
  const { k = 5, ties = 'last' } = options;
  requirePositiveInteger('topKAccuracy: k', k);
  requireOneOf('topKAccuracy: ties', ties, ['last', 'first']);
  const { classes } = samples;
  if (k >= classes) {
    throw new RangeError(
      `topKAccuracy: k must be below the number of classes (${classes}), or the accuracy would always be 1, ` +
        `got ${k}${options.k === undefined ? ', the default' : ''}`,
    );
  }
  let correct = 0;
  for (let i = 0; i < samples.labels.length; i++) {
    if (rank(samples.scores, i * classes, classes, samples.labels[i], ties) < k) correct++;
  }
  return correct / samples.labels.length;
}

/** Returns the number of classes of a row that rank before `label`. */
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

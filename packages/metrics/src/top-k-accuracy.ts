import { requireOneOf, requireOptions, requirePositiveInteger, type OptionNames } from '@nin/checks';
import type { ClassValues } from './class-values';
import { readScores, type ScoreRows } from './score-rows';

/** Options of {@link topKAccuracy}. */
export interface TopKAccuracyOptions {
  /**
   * How many of the highest scores count. Positive integer below the number of classes: from there on every sample
   * would count as right. Default 5, so that for up to five classes `k` must be given.
   */
  k?: number | undefined;
  /**
   * Which of equal scores ranks first. `'last'`, as scikit-learn: the one of the highest class index. `'first'`, as
   * `argMax` of TensorFlow.js: the one of the lowest, so that k = 1 is the accuracy of the argMax. Default `'last'`.
   */
  ties?: 'last' | 'first' | undefined;
}

const optionNames: OptionNames<TopKAccuracyOptions> = { k: true, ties: true };

/**
 * The share of samples whose label is among the k classes of the highest scores, in [0, 1].
 *
 * @param labels The true class of each sample: indices from 0 to classes − 1. At least one.
 * @param scores [labels.length, classes], as rows or row-major: logits or probabilities, only their order within a row
 *   counts.
 * @throws RangeError if the shapes do not fit, a label is no class index, a score is NaN, or an option is out of range.
 * @throws TypeError if an argument is of another kind, or an option's name is unknown.
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
      `topKAccuracy: k must be below the number of classes (${classes}), or every sample would count as right, ` +
        `got ${k}${options.k === undefined ? ', the default' : ''}`,
    );
  }
  let correct = 0;
  for (let i = 0; i < samples.labels.length; i++) {
    if (rank(samples.scores, i * classes, classes, samples.labels[i], ties) < k) correct++;
  }
  return correct / samples.labels.length;
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

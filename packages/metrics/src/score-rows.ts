import { shown } from '@nin/checks';
import { readClasses, requireClassIndices, type ClassValues } from './class-values';
import { readRows, type Rows } from './rows';

/**
 * Scores of all classes for each sample: row-major [samples, classes] in one array, an array of rows, or a tensor of shape
 * [samples, classes] that can be read synchronously; on WebGPU, `await tensor.data()` first.
 */
export type ScoreRows = Rows;

/** Checked labels and scores. */
export interface ScoredSamples {
  /** Class index of each sample. */
  readonly labels: ArrayLike<number>;
  /** Row-major [labels.length, classes]. */
  readonly scores: ArrayLike<number>;
  readonly classes: number;
}

/**
 * Checks labels and scores. The number of classes is the number of scores per label.
 *
 * @throws RangeError if there are no labels, the scores are not complete rows, or a label is not a class index.
 * @throws TypeError if an argument is of the wrong type or a score is not a number.
 */
export function readScores(name: string, labels: ClassValues, scores: ScoreRows): ScoredSamples {
  const { values: indices } = readClasses(`${name}: labels`, labels);
  const { values, rows } = readRows(`${name}: scores`, scores);
  const samples = indices.length;
  if (samples === 0) throw new RangeError(`${name}: labels must have at least one sample, got 0`);
  if (rows !== undefined && rows !== samples) {
    throw new RangeError(
      `${name}: scores must have a row for each of the ${samples} labels, got ${rows} rows`,
    );
  }
  const classes = values.length / samples;
  if (!Number.isInteger(classes) || classes === 0) {
    throw new RangeError(
      `${name}: scores must have the same number of scores for each of the ${samples} labels, ` +
        `got ${values.length} in total`,
    );
  }
  requireNumbers(name, values);
  requireClassIndices(`${name}: labels`, indices, classes);
  return { labels: indices as ArrayLike<number>, scores: values, classes };
}

function requireNumbers(name: string, scores: ArrayLike<unknown>): asserts scores is ArrayLike<number> {
  for (let i = 0; i < scores.length; i++) {
    const score = scores[i];
    if (typeof score !== 'number') {
      throw new TypeError(`${name}: scores must be numbers, got ${shown(score)} at ${i}`);
    }
    if (Number.isNaN(score)) throw new RangeError(`${name}: scores must be numbers, got NaN at ${i}`);
  }
}

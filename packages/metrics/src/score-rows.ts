import { shown } from '@nin/checks';
import { readClasses, requireClassIndices, type ClassValues } from './class-values';
import { readRows, type Rows } from './rows';

/**
 * The scores of each class for each sample: row-major [samples, classes] in one array, an array of rows, or a tensor of
 * shape [samples, classes] whose values can be read at once; on WebGPU, `await tensor.data()` first.
 */
export type ScoreRows = Rows;

/** Labels and scores, read. */
export interface ScoredSamples {
  /** The class index of each sample. */
  readonly labels: ArrayLike<number>;
  /** Row-major [labels.length, classes]. */
  readonly scores: ArrayLike<number>;
  readonly classes: number;
}

/**
 * Reads labels and scores. The number of classes is that of the scores for each label.
 *
 * @throws RangeError if there are no labels, the scores are not whole rows, or a label is no class index.
 * @throws TypeError if an argument is of another kind or a score is no number.
 */
export function readScores(name: string, labels: ClassValues, scores: ScoreRows): ScoredSamples {
  const { values: indices } = readClasses(`${name}: labels`, labels);
  const { values, rows } = readRows(`${name}: scores`, scores);
  const samples = indices.length;
  if (samples === 0) throw new RangeError(`${name}: labels must hold at least one sample, got 0`);
  if (rows !== undefined && rows !== samples) {
    throw new RangeError(
      `${name}: scores must hold a row for each of the ${samples} labels, got ${rows} rows`,
    );
  }
  const classes = values.length / samples;
  if (!Number.isInteger(classes) || classes === 0) {
    throw new RangeError(
      `${name}: scores must hold the same number of scores for each of the ${samples} labels, ` +
        `got ${values.length} in all`,
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

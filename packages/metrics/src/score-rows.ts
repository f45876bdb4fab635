import { requireClassIndices } from './checks';

/**
 * The number of classes of row-major scores [count, classes], which is scores.length / labels.length.
 *
 * @throws RangeError if there are no labels, the scores are not whole rows or hold NaN, or a label is no class index.
 */
export function classesOfScores(name: string, labels: ArrayLike<number>, scores: ArrayLike<number>): number {
  if (labels.length === 0) throw new RangeError(`${name}: labels must hold at least one sample, got 0`);
  const classes = scores.length / labels.length;
  if (!Number.isInteger(classes) || classes === 0) {
    throw new RangeError(
      `${name}: scores must hold the same number of scores for each of the ${labels.length} labels, ` +
        `got ${scores.length} in all`,
    );
  }
  for (let i = 0; i < scores.length; i++) {
    if (Number.isNaN(scores[i])) throw new RangeError(`${name}: scores must be numbers, got NaN at ${i}`);
  }
  requireClassIndices(`${name}: labels`, labels, classes);
  return classes;
}

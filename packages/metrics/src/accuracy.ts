import { shown } from '@nin/checks';
import { readSamples, type ClassValues, type GivenClasses } from './class-values';
import { isMatrix, readMatrix, type CountedMatrix } from './read-matrix';

/**
 * Returns the fraction of samples whose prediction equals their label, in [0, 1]; NaN without samples.
 *
 * @param labels true class of each sample, by index or by name, or a confusion matrix instead of both arguments.
 * @param predictions predicted class of each sample, in the same order, also by index or by name.
 * @throws RangeError if the lengths differ, an index is not an integer, or the matrix contradicts its class count.
 * @throws TypeError if an argument is of the wrong type, or labels are names and predictions indices.
 * @see `sklearn.metrics.accuracy_score`.
 */
export function accuracy(matrix: CountedMatrix): number;
export function accuracy(labels: ClassValues, predictions: ClassValues): number;
export function accuracy(labelsOrMatrix: ClassValues | CountedMatrix, given?: ClassValues): number {
  if (isMatrix(labelsOrMatrix)) return diagonalShare(labelsOrMatrix, given);
  const { labels, predictions } = readSamples('accuracy', labelsOrMatrix, given as ClassValues);
  if (labels.by !== predictions.by && labels.values.length > 0) {
    throw new TypeError(
      `accuracy: predictions must be class ${labels.by === 'name' ? 'names' : 'indices'} as labels are, ` +
        `got ${shown(predictions.values[0])}`,
    );
  }
  requireIntegers('accuracy: labels', labels);
  requireIntegers('accuracy: predictions', predictions);
  let correct = 0;
  for (let i = 0; i < labels.values.length; i++) if (labels.values[i] === predictions.values[i]) correct++;
  return correct / labels.values.length;
}

/** Throws unless indices are integers: probabilities passed by mistake would give an accuracy near 0. */
function requireIntegers(where: string, { by, values }: GivenClasses): void {
  if (by === 'name') return;
  for (let i = 0; i < values.length; i++) {
    if (!Number.isInteger(values[i])) {
      throw new RangeError(`${where}[${i}] must be a class index (an integer), got ${shown(values[i])}`);
    }
  }
}

function diagonalShare(matrix: CountedMatrix, predictions: unknown): number {
  const { classes, counts, total } = readMatrix('accuracy', matrix);
  if (predictions !== undefined) {
    throw new TypeError(
      `accuracy: predictions must be omitted if a matrix is given, got ${shown(predictions)}`,
    );
  }
  let correct = 0;
  for (let i = 0; i < counts.length; i += classes + 1) correct += counts[i];
  return correct / total;
}

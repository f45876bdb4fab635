import { requireOptions, requirePositiveInteger, shown, type OptionNames } from '@nin/checks';
import {
  type ClassValues,
  type GivenSamples,
  indicesOf,
  readSamples,
  requireClassNames,
} from './class-values';

/** Number of samples by true and predicted class. Plain data, which may also be written as a literal. */
export interface ConfusionMatrix {
  /** Number of classes. */
  readonly classes: number;
  /** Name of each class, in the order of the class indices. */
  readonly classNames: readonly string[];
  /** Row-major; rows are true classes, columns predicted ones: `counts[trueClass * classes + predictedClass]`. */
  readonly counts: Uint32Array;
  /** Number of samples: the sum of `counts`. */
  readonly total: number;
}

/**
 * Options of {@link confusionMatrix}: number or names of the classes. If both are given they must agree.
 *
 * Without either, the classes are those that occur: for indices, 0 to the largest of labels and predictions, named '0', '1', …;
 * for names, the sorted names.
 */
export interface ConfusionMatrixOptions {
  /** Number of classes. Positive integer. Their names are then '0', '1', … */
  classes?: number | undefined;
  /** Name of each class, in the order of the class indices. At least one. */
  classNames?: readonly string[] | undefined;
}

const optionNames: OptionNames<ConfusionMatrixOptions> = { classes: true, classNames: true };

/** Maximum number of classes, whose counts take 1 GiB. */
const mostClasses = 16_384;

/**
 * Returns the confusion matrix of labels and predictions.
 *
 * Pass the names or the number of the classes if the last ones may be missing from the samples: a class that is neither a label
 * nor a prediction cannot be found otherwise.
 *
 * @param labels true class of each sample: indices from 0 to classes − 1, or names.
 * @param predictions predicted class of each sample, in the same order: indices from 0 to classes − 1, or names. Labels may be
 *   names and predictions indices, or the reverse, if `classNames` is given.
 * @throws RangeError if the lengths differ, a value is not a class, or the options contradict each other.
 * @throws TypeError if an argument is of the wrong type, an option is unknown, or the classes cannot be determined.
 * @see `sklearn.metrics.confusion_matrix`, with `labels` naming every class. Without options, scikit-learn omits indices that do
 *   not occur; here the row of a class is always its index.
 */
export function confusionMatrix(
  labels: ClassValues,
  predictions: ClassValues,
  options: ConfusionMatrixOptions = {},
): ConfusionMatrix {
  const samples = readSamples('confusionMatrix', labels, predictions);
  requireOptions('confusionMatrix: options', options, optionNames);
  const classNames = namesGiven(options) ?? namesFound(samples);
  const classes = classNames.length;
  const rows = indicesOf('confusionMatrix: labels', samples.labels, classNames);
  const columns = indicesOf('confusionMatrix: predictions', samples.predictions, classNames);
  const counts = new Uint32Array(classes * classes);
  for (let i = 0; i < rows.length; i++) counts[rows[i] * classes + columns[i]]++;
  return { classes, classNames, counts, total: rows.length };
}

function namesGiven({ classes, classNames }: ConfusionMatrixOptions): readonly string[] | undefined {
  if (classes !== undefined) {
    requirePositiveInteger('confusionMatrix: classes', classes);
    requireRoom('confusionMatrix: classes', classes);
  }
  if (classNames === undefined) return classes === undefined ? undefined : numberedNames(classes);
  requireClassNames('confusionMatrix: classNames', classNames);
  requirePositiveInteger('confusionMatrix: classNames.length', classNames.length);
  requireRoom('confusionMatrix: classNames.length', classNames.length);
  if (classes !== undefined && classNames.length !== classes) {
    throw new RangeError(
      `confusionMatrix: classNames must have ${classes} names, one per class, got ${classNames.length}`,
    );
  }
  return [...classNames];
}

function namesFound({ labels, predictions }: GivenSamples): readonly string[] {
  if (labels.values.length === 0) {
    throw new TypeError(
      'confusionMatrix: options must have classes or classNames if there are no samples, got neither',
    );
  }
  if (labels.by === 'name' && predictions.by === 'name') {
    const names = new Set([...Array.from(labels.values), ...Array.from(predictions.values)]);
    requireRoom('confusionMatrix: different class names', names.size);
    return [...names].sort();
  }
  if (labels.by === 'index' && predictions.by === 'index') {
    const largest = Math.max(
      largestIndex('confusionMatrix: labels', labels.values),
      largestIndex('confusionMatrix: predictions', predictions.values),
    );
    return numberedNames(largest + 1);
  }
  throw new TypeError(
    'confusionMatrix: options must have classNames if either labels or predictions are names and the others indices, ' +
      `got labels such as ${shown(labels.values[0])} and predictions such as ${shown(predictions.values[0])}`,
  );
}

function largestIndex(where: string, indices: ArrayLike<number>): number {
  let largest = 0;
  for (let i = 0; i < indices.length; i++) {
    const index = indices[i];
    if (!Number.isInteger(index) || index < 0 || index >= mostClasses) {
      throw new RangeError(
        `${where}[${i}] must be a class index from 0 to ${mostClasses - 1}, got ${shown(index)}`,
      );
    }
    largest = Math.max(largest, index);
  }
  return largest;
}

function requireRoom(where: string, classes: number): void {
  if (classes > mostClasses) {
    throw new RangeError(
      `${where} must be at most ${mostClasses}, whose counts take 1 GiB, got ${shown(classes)}`,
    );
  }
}

function numberedNames(classes: number): string[] {
  return Array.from({ length: classes }, (_, index) => String(index));
}

import { requireOptions, requirePositiveInteger, shown, type OptionNames } from '@nin/checks';
import { requireClassNames } from './class-names';
import { indicesOf, readSamples, type ClassValues, type GivenSamples } from './class-values';

/** How often each true class was predicted as each class. Plain data: it may also be written as a literal. */
export interface ConfusionMatrix {
  /** How many classes there are. */
  readonly classes: number;
  /** One name a class, in the order of the class indices. */
  readonly classNames: readonly string[];
  /** Row-major, rows are true classes, columns predictions: `counts[trueClass * classes + predictedClass]`. */
  readonly counts: Uint32Array;
  /** How many samples were counted: the sum of `counts`. */
  readonly total: number;
}

/**
 * Options of {@link confusionMatrix}: how many classes, or what they are called. If both are given they must agree.
 *
 * Without either, the classes are those that occur: from indices, 0 up to the largest among labels and predictions,
 * named '0', '1', …; from names, the names in the order of their characters.
 */
export interface ConfusionMatrixOptions {
  /** How many classes there are. Positive integer. Their names are then '0', '1', … */
  classes?: number | undefined;
  /** One name a class, in the order of the class indices. At least one. */
  classNames?: readonly string[] | undefined;
}

const optionNames: OptionNames<ConfusionMatrixOptions> = { classes: true, classNames: true };

/** The most classes whose counts are made: they take 1 GiB. */
const mostClasses = 16_384;

/**
 * Counts how often each true class was predicted as each class.
 *
 * Name the classes, or give their number, where the largest may be missing from the samples: a class that neither is a
 * label nor was predicted is not found otherwise.
 *
 * @param labels The true class of each sample: indices from 0 to classes − 1, or names.
 * @param predictions The predicted class of each sample, in the same order: indices from 0 to classes − 1, or names.
 *   Labels may be names and predictions indices if `classNames` says which is which.
 * @throws RangeError if the lengths differ, a value is no class, or the options do not agree.
 * @throws TypeError if an argument is of another kind, an option's name is unknown, or nothing says which classes there are.
 * @see `sklearn.metrics.confusion_matrix`, with `labels` naming every class. Without options, scikit-learn leaves out
 *   indices that do not occur; here a class's row is always its index.
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
      `confusionMatrix: classNames must hold ${classes} names, one a class, got ${classNames.length}`,
    );
  }
  return [...classNames];
}

function namesFound({ labels, predictions }: GivenSamples): readonly string[] {
  if (labels.values.length === 0) {
    throw new TypeError(
      'confusionMatrix: options must hold classes or classNames where there are no samples, got neither',
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
    'confusionMatrix: options must hold classNames where labels or predictions are names and the other indices, ' +
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

import { requireClassIndices, requirePositiveInteger, requireSameLength } from './checks';

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

/** Options of {@link confusionMatrix}: how many classes, or what they are called. If both are given they must agree. */
export type ConfusionMatrixOptions =
  | {
      /** How many classes there are. Positive integer. Their names are then '0', '1', … */
      classes: number;
      classNames?: readonly string[];
    }
  | {
      classes?: number;
      /** One name a class, in the order of the class indices. At least one. */
      classNames: readonly string[];
    };

/**
 * Counts how often each true class was predicted as each class.
 *
 * @param labels The true class of each sample: integers from 0 to classes − 1.
 * @param predictions The predicted class of each sample, in the same order: integers from 0 to classes − 1.
 * @throws RangeError if the lengths differ, a value is no class index, or the options do not agree.
 * @throws TypeError if neither `classes` nor `classNames` is given.
 * @see `sklearn.metrics.confusion_matrix`, with `labels` naming every class.
 */
export function confusionMatrix(
  labels: ArrayLike<number>,
  predictions: ArrayLike<number>,
  options: ConfusionMatrixOptions,
): ConfusionMatrix {
  const classNames = namesOf(options);
  const classes = classNames.length;
  requireSameLength('confusionMatrix', labels, predictions);
  requireClassIndices('confusionMatrix: labels', labels, classes);
  requireClassIndices('confusionMatrix: predictions', predictions, classes);
  const counts = new Uint32Array(classes * classes);
  for (let i = 0; i < labels.length; i++) counts[labels[i] * classes + predictions[i]]++;
  return { classes, classNames, counts, total: labels.length };
}

function namesOf({ classes, classNames }: ConfusionMatrixOptions): readonly string[] {
  const count = classes ?? classNames?.length;
  if (count === undefined)
    throw new TypeError('confusionMatrix: classes or classNames must be given, got neither');
  requirePositiveInteger(
    classes === undefined ? 'confusionMatrix: classNames.length' : 'confusionMatrix: classes',
    count,
  );
  if (classNames === undefined) return Array.from({ length: count }, (_, index) => String(index));
  if (classNames.length !== count) {
    throw new RangeError(
      `confusionMatrix: classNames must hold ${count} names, one a class, got ${classNames.length}`,
    );
  }
  return [...classNames];
}

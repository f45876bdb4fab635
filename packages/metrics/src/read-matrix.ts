import { requirePositiveInteger, shown } from '@nin/checks';
import { requireClassNames } from './class-values';
import type { ConfusionMatrix } from './confusion-matrix';
import { readRows, type Rows } from './rows';

/**
 * A confusion matrix as accepted by every function here: the result of {@link confusionMatrix}, the parsed JSON of
 * {@link toJson}, or a literal, whose counts may also be a plain array, rows or a tensor.
 */
export interface CountedMatrix extends Omit<ConfusionMatrix, 'counts'> {
  /** Row-major [classes, classes], or an array of rows; rows are true classes, columns predicted ones. */
  readonly counts: Rows;
}

/**
 * Checks that counts, names and total of a matrix agree, and returns it with typed counts.
 *
 * @param name public function that was called.
 * @throws TypeError if it is not a matrix; RangeError if its fields contradict each other.
 */
export function readMatrix(name: string, matrix: CountedMatrix): ConfusionMatrix {
  if (!isMatrix(matrix)) {
    throw new TypeError(
      `${name}: matrix must be a confusion matrix, { classes, classNames, counts, total }, got ${shown(matrix)}`,
    );
  }
  const { classes, classNames, total } = matrix;
  requirePositiveInteger(`${name}: matrix.classes`, classes);
  const counts = readCounts(name, matrix.counts, classes);
  requireClassNames(`${name}: matrix.classNames`, classNames);
  if (classNames.length !== classes) {
    throw new RangeError(
      `${name}: matrix.classNames must have one name for each of the ${classes} classes, got ${classNames.length}`,
    );
  }
  let sum = 0;
  for (const count of counts) sum += count;
  if (total !== sum) {
    throw new RangeError(`${name}: matrix.total must be the sum of the counts (${sum}), got ${shown(total)}`);
  }
  return { classes, classNames, counts, total };
}

/** Whether an argument is intended as a matrix: it has counts. */
export function isMatrix(argument: unknown): argument is CountedMatrix {
  return typeof argument === 'object' && argument !== null && 'counts' in argument;
}

function readCounts(name: string, given: unknown, classes: number): Uint32Array {
  const { values } = readRows(`${name}: matrix.counts`, given);
  if (values.length !== classes * classes) {
    throw new RangeError(
      `${name}: matrix.counts must have classes × classes (${classes * classes}) values, got ${values.length}`,
    );
  }
  if (values instanceof Uint32Array) return values;
  return Uint32Array.from(values, (count, index) => {
    if (!Number.isInteger(count) || Number(count) < 0 || Number(count) >= 2 ** 32) {
      throw new RangeError(
        `${name}: matrix.counts must be non-negative integers below 2³², got ${shown(count)} at ${index}`,
      );
    }
    return Number(count);
  });
}

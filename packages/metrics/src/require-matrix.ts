import { requirePositiveInteger } from './checks';
import type { ConfusionMatrix } from './confusion-matrix';

/** Throws unless a matrix, which may be a literal, agrees with itself: counts, names and total fit. */
export function requireMatrix(name: string, { classes, classNames, counts, total }: ConfusionMatrix): void {
  requirePositiveInteger(`${name}: matrix.classes`, classes);
  if (counts.length !== classes * classes) {
    throw new RangeError(
      `${name}: matrix.counts must hold classes × classes (${classes * classes}) values, got ${counts.length}`,
    );
  }
  if (classNames.length !== classes) {
    throw new RangeError(
      `${name}: matrix.classNames must hold one name for each of the ${classes} classes, got ${classNames.length}`,
    );
  }
  const sum = counts.reduce((a, b) => a + b, 0);
  if (total !== sum) {
    throw new RangeError(`${name}: matrix.total must be the sum of the counts (${sum}), got ${total}`);
  }
}

import type { ConfusionMatrix } from './confusion-matrix';
import type { Normalization } from './normalize';

/** Throws unless `value` is a positive integer. `where` is `function: argument`. */
export function requirePositiveInteger(where: string, value: number): void {
  if (!Number.isInteger(value) || value <= 0) {
    throw new RangeError(`${where} must be a positive integer, got ${value}`);
  }
}

/** Throws unless `value` is one of `allowed`. */
export function requireOneOf(where: string, value: unknown, allowed: readonly unknown[]): void {
  if (!allowed.includes(value)) {
    throw new RangeError(`${where} must be one of ${allowed.map(quote).join(', ')}, got ${quote(value)}`);
  }
}

function quote(value: unknown): string {
  return typeof value === 'string' ? `'${value}'` : String(value);
}

/** Throws unless `value` is a normalization, or left out. */
export function requireNormalization(where: string, value: Normalization | undefined): void {
  if (value !== undefined) requireOneOf(where, value, ['true', 'predicted', 'all']);
}

/** Throws unless there is one prediction for each label. */
export function requireSameLength(
  name: string,
  labels: ArrayLike<number>,
  predictions: ArrayLike<number>,
): void {
  if (labels.length !== predictions.length) {
    throw new RangeError(
      `${name}: predictions must be as many as labels (${labels.length}), got ${predictions.length}`,
    );
  }
}

/** Throws unless every value is the index of one of `classes` classes. */
export function requireClassIndices(where: string, indices: ArrayLike<number>, classes: number): void {
  for (let i = 0; i < indices.length; i++) {
    const index = indices[i];
    if (!Number.isInteger(index) || index < 0 || index >= classes) {
      throw new RangeError(`${where}[${i}] must be a class index from 0 to ${classes - 1}, got ${index}`);
    }
  }
}

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

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

/** Throws unless `value` is a positive integer. `where` is `function: argument`. */
export function requirePositiveInteger(where: string, value: number): void {
  if (!Number.isInteger(value) || value <= 0) {
    throw new RangeError(`${where} must be a positive integer, got ${value}`);
  }
}

/** Throws unless `value` is a finite number above zero. */
export function requirePositive(where: string, value: number): void {
  if (!Number.isFinite(value) || value <= 0) {
    throw new RangeError(`${where} must be a positive number, got ${value}`);
  }
}

/** Throws unless `value` is a finite number, zero or above. */
export function requireNonNegative(where: string, value: number): void {
  if (!Number.isFinite(value) || value < 0) {
    throw new RangeError(`${where} must be zero or a positive number, got ${value}`);
  }
}

/** Throws unless `value` is an integer, zero or above. */
export function requireNonNegativeInteger(where: string, value: number): void {
  if (!Number.isInteger(value) || value < 0) {
    throw new RangeError(`${where} must be zero or a positive integer, got ${value}`);
  }
}

/** Throws unless `value` is a finite number above zero. `where` is `function: argument`. */
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

/** Throws unless `value` is in [0, 1). */
export function requireFraction(where: string, value: number): void {
  if (!Number.isFinite(value) || value < 0 || value >= 1) {
    throw new RangeError(`${where} must be at least 0 and below 1, got ${value}`);
  }
}

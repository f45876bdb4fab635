/** Throws unless `value` is a positive integer. `where` is `function: argument`. */
export function requirePositiveInteger(where: string, value: number): void {
  if (!Number.isSafeInteger(value) || value <= 0) {
    throw new RangeError(`${where} must be a positive integer, got ${value}`);
  }
}

/** Throws unless `value` is an integer. */
export function requireInteger(where: string, value: number): void {
  if (!Number.isSafeInteger(value)) throw new RangeError(`${where} must be an integer, got ${value}`);
}

/** Throws unless `value` is a non-negative integer. */
export function requireCount(where: string, value: number): void {
  if (!Number.isSafeInteger(value) || value < 0) {
    throw new RangeError(`${where} must be a non-negative integer, got ${value}`);
  }
}

/** Throws unless `value` is one of `allowed`. */
export function requireOneOf(where: string, value: string, allowed: readonly string[]): void {
  if (!allowed.includes(value)) {
    throw new RangeError(`${where} must be one of ${allowed.join(', ')}, got ${value}`);
  }
}

/** What kind of thing a value is, for an error message: `Array`, `Null`, `Uint8Array` … */
export function kindOf(value: unknown): string {
  return Object.prototype.toString.call(value).slice('[object '.length, -1);
}

/** How many values a shape holds. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((size, dimension) => size * dimension, 1);
}

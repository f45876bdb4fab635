/** Throws unless `value` is an integer of at least `least`. `where` is `function: argument`. */
export function requireIntegerFrom(where: string, value: number, least: 0 | 1): void {
  if (!Number.isSafeInteger(value) || value < least) {
    const rule = least === 1 ? 'a positive integer' : 'a non-negative integer';
    throw new RangeError(`${where} must be ${rule}, got ${value}`);
  }
}

/** Throws unless `value` is an integer that a float64 holds exactly. */
export function requireInteger(where: string, value: number): void {
  if (!Number.isSafeInteger(value)) throw new RangeError(`${where} must be an integer, got ${value}`);
}

/** Throws unless `value` is one of `allowed`. */
export function requireOneOf(where: string, value: string, allowed: readonly string[]): void {
  if (!allowed.includes(value)) {
    throw new RangeError(`${where} must be one of ${allowed.join(', ')}, got ${value}`);
  }
}

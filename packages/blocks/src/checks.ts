/** Throws unless `value` is a positive integer. `where` is `function: argument`. */
export function requirePositiveInteger(where: string, value: number): void {
  if (!Number.isInteger(value) || value <= 0) {
    throw new RangeError(`${where} must be a positive integer, got ${shown(value)}`);
  }
}

/** Throws unless `value` is an integer, zero or above. */
export function requireNonNegativeInteger(where: string, value: number): void {
  if (!Number.isInteger(value) || value < 0) {
    throw new RangeError(`${where} must be zero or a positive integer, got ${shown(value)}`);
  }
}

/** Throws unless `value` is an integer. */
export function requireInteger(where: string, value: number): void {
  if (!Number.isInteger(value)) throw new RangeError(`${where} must be an integer, got ${shown(value)}`);
}

/** Throws unless `value` is a finite number above zero. */
export function requirePositive(where: string, value: number): void {
  if (!Number.isFinite(value) || value <= 0) {
    throw new RangeError(`${where} must be a positive number, got ${shown(value)}`);
  }
}

/** Throws unless `value` is an array. */
export function requireArray(where: string, value: unknown): void {
  if (!Array.isArray(value)) throw new TypeError(`${where} must be an array, got ${shown(value)}`);
}

/** Throws unless `value` is one of `choices`. */
export function requireOneOf(where: string, value: string, choices: readonly string[]): void {
  if (!choices.includes(value)) {
    throw new RangeError(`${where} must be one of ${choices.join(', ')}, got ${shown(value)}`);
  }
}

/** Throws if `value` is no object, or has a field that `fields` does not list: a typing error in a JSON file, mostly. */
export function requireFields(where: string, value: object, fields: Readonly<Record<string, true>>): void {
  if (typeof value !== 'object' || value === null) {
    throw new TypeError(`${where} must be an object, got ${shown(value)}`);
  }
  for (const field of Object.keys(value)) {
    if (!(field in fields)) {
      throw new TypeError(
        `${where} must have only the fields ${Object.keys(fields).join(', ')}, got ${field}`,
      );
    }
  }
}

/** Throws unless `shape` is `[height, width, channels]`, all positive integers. */
export function requireImageShape(where: string, shape: unknown): asserts shape is readonly number[] {
  if (!Array.isArray(shape) || shape.length !== 3 || !shape.every((n) => Number.isInteger(n) && n > 0)) {
    throw new RangeError(
      `${where} must be [height, width, channels] in positive integers, got ${shown(shape)}`,
    );
  }
}

function shown(value: unknown): string {
  return typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? String(value));
}

import { shown } from './shown';

/** Throws a RangeError unless `value` is a positive integer. `where` is `function: argument`, here and below. */
export function requirePositiveInteger(where: string, value: unknown): asserts value is number {
  refuseUnless(Number.isSafeInteger(value) && Number(value) > 0, where, 'a positive integer', value);
}

/** Throws a RangeError unless `value` is an integer, zero or above. */
export function requireNonNegativeInteger(where: string, value: unknown): asserts value is number {
  refuseUnless(Number.isSafeInteger(value) && Number(value) >= 0, where, 'a non-negative integer', value);
}

/** Throws a RangeError unless `value` is an integer that a float64 holds exactly. */
export function requireInteger(where: string, value: unknown): asserts value is number {
  refuseUnless(Number.isSafeInteger(value), where, 'an integer', value);
}

/** Throws a RangeError unless `value` is a finite number above zero. */
export function requirePositive(where: string, value: unknown): asserts value is number {
  refuseUnless(Number.isFinite(value) && Number(value) > 0, where, 'a positive number', value);
}

/** Throws a RangeError unless `value` is a finite number, zero or above. */
export function requireNonNegative(where: string, value: unknown): asserts value is number {
  refuseUnless(Number.isFinite(value) && Number(value) >= 0, where, 'a non-negative number', value);
}

/** Throws a RangeError unless `value` is in [0, 1). */
export function requireFraction(where: string, value: unknown): asserts value is number {
  const fits = Number.isFinite(value) && Number(value) >= 0 && Number(value) < 1;
  refuseUnless(fits, where, 'in [0, 1)', value);
}

function refuseUnless(fits: boolean, where: string, rule: string, value: unknown): void {
  if (!fits) throw new RangeError(`${where} must be ${rule}, got ${shown(value)}`);
}

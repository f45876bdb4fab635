import { shown } from './shown';

/**
 * Throws a RangeError unless `value` is a positive integer up to `most`. `where` is `function: argument`, here and below.
 *
 * @param most maximum. Default: the largest safe integer.
 */
export function requirePositiveInteger(
  where: string,
  value: unknown,
  most: number = Number.MAX_SAFE_INTEGER,
): asserts value is number {
  requireIntegerFrom(1, 'a positive integer', where, value, most);
}

/** Throws a RangeError unless `value` is an integer from 0 to `most`. */
export function requireNonNegativeInteger(
  where: string,
  value: unknown,
  most: number = Number.MAX_SAFE_INTEGER,
): asserts value is number {
  requireIntegerFrom(0, 'a non-negative integer', where, value, most);
}

/** Throws a RangeError unless `value` is a safe integer. */
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

/** Throws a RangeError unless `value` is an integer in the range. Names the maximum only if the value exceeds it. */
function requireIntegerFrom(least: number, rule: string, where: string, value: unknown, most: number): void {
  const fits = Number.isInteger(value) && Number(value) >= least;
  refuseUnless(fits, where, rule, value);
  refuseUnless(Number(value) <= most, where, `${rule} up to ${most.toLocaleString('en-US')}`, value);
}

function refuseUnless(fits: boolean, where: string, rule: string, value: unknown): void {
  if (!fits) throw new RangeError(`${where} must be ${rule}, got ${shown(value)}`);
}

import { requireNonNegative } from '@nin/checks';
import type { Schedule } from './schedule';

/**
 * The same rate at every step. Useful as a part of {@link join}.
 *
 * @param value The rate. Finite, zero or above.
 * @throws RangeError if `value` is out of range.
 */
export function constant(value: number): Schedule {
  requireNonNegative('constant: value', value);
  return () => value;
}

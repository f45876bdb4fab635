import { requireNonNegative } from '@nin/checks';
import type { Schedule } from './schedule';

/**
 * Returns a schedule with the same rate at every step, for example as a part of {@link join}.
 *
 * @param value the rate. Finite, zero or above.
 * @throws RangeError if `value` is out of range.
 */
export function constant(value: number): Schedule {
  requireNonNegative('constant: value', value);
  return () => value;
}

import { requirePositive, requirePositiveInteger } from './checks';
import type { Schedule } from './schedule';

/** Options of {@link stepDecay}. */
export interface StepDecayOptions {
  /** The rate of the first `every` steps. Finite, above zero. */
  initial: number;
  /** How many steps each rate holds. Positive integer. */
  every: number;
  /** What the rate is multiplied by every `every` steps. Finite, above zero. */
  factor: number;
}

/**
 * A staircase of equal stairs: `initial · factor^⌊step / every⌋`.
 *
 * @throws RangeError if an option is out of range.
 * @see {@link piecewise} for stairs of unequal length.
 */
export function stepDecay({ initial, every, factor }: StepDecayOptions): Schedule {
  requirePositive('stepDecay: initial', initial);
  requirePositiveInteger('stepDecay: every', every);
  requirePositive('stepDecay: factor', factor);
  return (step) => initial * factor ** Math.floor(step / every);
}

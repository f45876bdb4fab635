import { type OptionNames, requireOptions, requirePositive, requirePositiveInteger } from '@nin/checks';
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

const optionNames: OptionNames<StepDecayOptions> = { initial: true, every: true, factor: true };

/**
 * A staircase of equal stairs: `initial · factor^⌊step / every⌋`.
 *
 * @throws RangeError if an option is out of range; TypeError if its name is unknown.
 * @see {@link piecewise} for stairs of unequal length.
 */
export function stepDecay(options: StepDecayOptions): Schedule {
  requireOptions('stepDecay: options', options, optionNames);
  const { initial, every, factor } = options;
  requirePositive('stepDecay: initial', initial);
  requirePositiveInteger('stepDecay: every', every);
  requirePositive('stepDecay: factor', factor);
  return (step) => initial * factor ** Math.floor(step / every);
}

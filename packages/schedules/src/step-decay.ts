import { type OptionNames, requireOptions, requirePositive, requirePositiveInteger } from '@nin/checks';
import type { Schedule } from './schedule';

/** Options of {@link stepDecay}. */
export interface StepDecayOptions {
  /** Rate of the first `every` steps. Finite, above zero. */
  initial: number;
  /** Steps between two changes of the rate. Positive integer. */
  every: number;
  /** Factor on the rate at each change. Finite, above zero. */
  factor: number;
}

const optionNames: OptionNames<StepDecayOptions> = { initial: true, every: true, factor: true };

/**
 * Returns a step decay: `initial · factor^⌊step / every⌋`.
 *
 * @throws RangeError if an option is out of range; TypeError if its name is unknown.
 * @see {@link piecewise} for changes at arbitrary steps.
 */
export function stepDecay(options: StepDecayOptions): Schedule {
  requireOptions('stepDecay: options', options, optionNames);
  const { initial, every, factor } = options;
  requirePositive('stepDecay: initial', initial);
  requirePositiveInteger('stepDecay: every', every);
  requirePositive('stepDecay: factor', factor);
  return (step) => initial * factor ** Math.floor(step / every);
}

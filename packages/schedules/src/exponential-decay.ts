import { type OptionNames, requireOptions, requirePositive, requirePositiveInteger } from '@nin/checks';
import type { Schedule } from './schedule';

/** Options of {@link exponentialDecay}. */
export interface ExponentialDecayOptions {
  /** The rate at step 0. Finite, above zero. */
  initial: number;
  /** What the rate is multiplied by over `steps` steps. Finite, above zero. */
  rate: number;
  /** How many steps one factor of `rate` takes. Positive integer. */
  steps: number;
}

const optionNames: OptionNames<ExponentialDecayOptions> = { initial: true, rate: true, steps: true };

/**
 * A smooth decay by the same factor over every `steps` steps: `initial · rate^(step / steps)`. It never ends.
 *
 * @throws RangeError if an option is out of range; TypeError if its name is unknown.
 * @see `ExponentialDecay` of Keras without its staircase, which is {@link stepDecay} here.
 */
export function exponentialDecay(options: ExponentialDecayOptions): Schedule {
  requireOptions('exponentialDecay: options', options, optionNames);
  const { initial, rate, steps } = options;
  requirePositive('exponentialDecay: initial', initial);
  requirePositive('exponentialDecay: rate', rate);
  requirePositiveInteger('exponentialDecay: steps', steps);
  return (step) => initial * rate ** (step / steps);
}

import { type OptionNames, requireOptions, requirePositive, requirePositiveInteger } from '@nin/checks';
import type { Schedule } from './schedule';

/** Options of {@link exponentialDecay}. */
export interface ExponentialDecayOptions {
  /** Rate at step 0. Finite, above zero. */
  initial: number;
  /** Steps over which the rate is multiplied by `factor` once. Positive integer. */
  every: number;
  /** Factor on the rate over `every` steps. Finite, above zero. */
  factor: number;
}

const optionNames: OptionNames<ExponentialDecayOptions> = { initial: true, every: true, factor: true };

/**
 * Returns a smooth exponential decay: `initial · factor^(step / every)`.
 *
 * @throws RangeError if an option is out of range; TypeError if its name is unknown.
 * @see `ExponentialDecay` of Keras with `staircase=False`; {@link stepDecay} is the staircase.
 */
export function exponentialDecay(options: ExponentialDecayOptions): Schedule {
  requireOptions('exponentialDecay: options', options, optionNames);
  const { initial, every, factor } = options;
  requirePositive('exponentialDecay: initial', initial);
  requirePositiveInteger('exponentialDecay: every', every);
  requirePositive('exponentialDecay: factor', factor);
  return (step) => initial * factor ** (step / every);
}

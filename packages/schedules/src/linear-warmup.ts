import {
  type OptionNames,
  requireNonNegative,
  requireOptions,
  requirePositive,
  requirePositiveInteger,
} from '@nin/checks';
import type { Schedule } from './schedule';

/** Options of {@link linearWarmup}. */
export interface LinearWarmupOptions {
  /** Rate from `steps` on. Finite, above zero. */
  peak: number;
  /** Steps until the peak. Positive integer. */
  steps: number;
  /** Rate at step 0. Finite, zero or above. Default 0, so that the first step changes no weight. */
  initial?: number | undefined;
}

const optionNames: OptionNames<LinearWarmupOptions> = { peak: true, steps: true, initial: true };

/**
 * Returns a linear warmup to the peak rate, usually the first part of {@link join}.
 *
 * `initial + (peak − initial) · step / steps` before `steps`, then `peak`.
 *
 * @throws RangeError if an option is out of range; TypeError if its name is unknown.
 * @see Goyal et al., arXiv 1706.02677, section 2.2.
 */
export function linearWarmup(options: LinearWarmupOptions): Schedule {
  requireOptions('linearWarmup: options', options, optionNames);
  const { peak, steps, initial = 0 } = options;
  requirePositive('linearWarmup: peak', peak);
  requirePositiveInteger('linearWarmup: steps', steps);
  requireNonNegative('linearWarmup: initial', initial);
  return (step) => (step >= steps ? peak : initial + ((peak - initial) * step) / steps);
}

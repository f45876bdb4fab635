import {
  type OptionNames,
  requireNonNegative,
  requireOptions,
  requirePositive,
  requirePositiveInteger,
} from '@nin/checks';
import type { Schedule } from './schedule';

/** Options of {@link cosineAnnealing}. */
export interface CosineAnnealingOptions {
  /** Rate at step 0 if `divisor` is 2; in general that is `2 · initial / divisor`. Finite, above zero. */
  initial: number;
  /** Steps until the final rate. Positive integer. */
  steps: number;
  /** Rate from `steps` on. Finite, zero or above. Default 0. */
  final?: number | undefined;
  /** Divisor of `1 + cos`. Finite, above zero. Default 2. With 1.8, as in the lecture, the peak is 1.11 × `initial`. */
  divisor?: number | undefined;
}

const optionNames: OptionNames<CosineAnnealingOptions> = {
  initial: true,
  steps: true,
  final: true,
  divisor: true,
};

/**
 * Returns cosine annealing: half a cosine wave from the initial rate down to the final one.
 *
 * `final + (initial − final) · (1 + cos(π · step / steps)) / divisor` before `steps`, then `final`.
 *
 * @throws RangeError if an option is out of range; TypeError if its name is unknown.
 * @see SGDR without restarts, Loshchilov & Hutter, arXiv 1608.03983, equation 5.
 */
export function cosineAnnealing(options: CosineAnnealingOptions): Schedule {
  requireOptions('cosineAnnealing: options', options, optionNames);
  const { initial, steps, final = 0, divisor = 2 } = options;
  requirePositive('cosineAnnealing: initial', initial);
  requirePositiveInteger('cosineAnnealing: steps', steps);
  requireNonNegative('cosineAnnealing: final', final);
  requirePositive('cosineAnnealing: divisor', divisor);
  return (step) =>
    step >= steps ? final : final + ((initial - final) * (1 + Math.cos((Math.PI * step) / steps))) / divisor;
}

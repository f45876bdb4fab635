import {
  type OptionNames,
  requireNonNegative,
  requireOptions,
  requirePositive,
  requirePositiveInteger,
} from '@nin/checks';
import type { Schedule } from './schedule';

/** Options of {@link oneCycle}. */
export interface OneCycleOptions {
  /** Maximum rate. Finite, above zero. */
  peak: number;
  /** Steps of the cycle. Positive integer. */
  steps: number;
  /** Fraction of `steps` before the peak, in [0, 1], rounded to a whole step. Default 0.3. */
  warmup?: number | undefined;
  /** Rate at step 0. Finite, zero or above. Default `peak / 25`. */
  initial?: number | undefined;
  /** Rate from `steps` on. Finite, zero or above. Default `initial / 10000`. */
  final?: number | undefined;
}

const optionNames: OptionNames<OneCycleOptions> = {
  peak: true,
  steps: true,
  warmup: true,
  initial: true,
  final: true,
};

/**
 * Returns a one-cycle schedule: `initial` → `peak` → `final`, each along half a cosine wave.
 *
 * @throws RangeError if an option is out of range; TypeError if its name is unknown.
 * @see Smith & Topin, "Super-Convergence", arXiv 1708.07120; defaults as in optax's `cosine_onecycle_schedule`.
 */
export function oneCycle(options: OneCycleOptions): Schedule {
  requireOptions('oneCycle: options', options, optionNames);
  const { peak, steps, warmup = 0.3, initial = peak / 25, final = initial / 1e4 } = options;
  requirePositive('oneCycle: peak', peak);
  requirePositiveInteger('oneCycle: steps', steps);
  if (!(warmup >= 0 && warmup <= 1)) {
    throw new RangeError(`oneCycle: warmup must be between 0 and 1, got ${warmup}`);
  }
  requireNonNegative('oneCycle: initial', initial);
  requireNonNegative('oneCycle: final', final);
  const top = Math.round(warmup * steps);
  return (step) => {
    if (step >= steps) return final;
    if (step < top) return halfWave(initial, peak, step / top);
    return halfWave(peak, final, (step - top) / (steps - top));
  };
}

/** Interpolates between two rates along half a cosine wave; `progress` in [0, 1]. */
function halfWave(from: number, to: number, progress: number): number {
  return to + ((from - to) * (1 + Math.cos(Math.PI * progress))) / 2;
}

import {
  type OptionNames,
  requireNonNegative,
  requireOptions,
  requirePositive,
  requirePositiveInteger,
} from '@nin/checks';
import type { Schedule } from './schedule';

/** Options of {@link polynomialDecay}. */
export interface PolynomialDecayOptions {
  /** Rate at step 0. Finite, above zero. */
  initial: number;
  /** Rate from `steps` on. Finite, zero or above. Default 0. */
  final?: number | undefined;
  /** Steps until the final rate. Positive integer. */
  steps: number;
  /** Exponent: 1 is linear; above 1 decays early and levels out. Finite, above zero. Default 1. */
  power?: number | undefined;
}

const optionNames: OptionNames<PolynomialDecayOptions> = {
  initial: true,
  final: true,
  steps: true,
  power: true,
};

/**
 * Returns a polynomial decay from the initial rate to the final one.
 *
 * `final + (initial − final) · (1 − step / steps)^power` before `steps`, then `final`.
 *
 * @throws RangeError if an option is out of range; TypeError if its name is unknown.
 * @see `PolynomialDecay` of Keras with `cycle=False`.
 */
export function polynomialDecay(options: PolynomialDecayOptions): Schedule {
  requireOptions('polynomialDecay: options', options, optionNames);
  const { initial, final = 0, steps, power = 1 } = options;
  requirePositive('polynomialDecay: initial', initial);
  requireNonNegative('polynomialDecay: final', final);
  requirePositiveInteger('polynomialDecay: steps', steps);
  requirePositive('polynomialDecay: power', power);
  return (step) => (step >= steps ? final : final + (initial - final) * (1 - step / steps) ** power);
}

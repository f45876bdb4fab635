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
  /** The rate at step 0. Finite, above zero. */
  initial: number;
  /** The rate from `steps` on. Finite, zero or above. Default 0. */
  final?: number | undefined;
  /** How many steps the way from `initial` to `final` takes. Positive integer. */
  steps: number;
  /** 1 is a straight line; above 1 falls early and levels out. Finite, above zero. Default 1. */
  power?: number | undefined;
}

const optionNames: OptionNames<PolynomialDecayOptions> = {
  initial: true,
  final: true,
  steps: true,
  power: true,
};

/**
 * A polynomial way from the initial rate to the final one, then the final rate.
 *
 * `final + (initial − final) · (1 − step / steps)^power` below `steps`, `final` from there on.
 *
 * @throws RangeError if an option is out of range; TypeError if its name is unknown.
 * @see `PolynomialDecay` of Keras, without its cycles.
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

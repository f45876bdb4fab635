import {
  isPromise,
  requireOptions,
  requirePositive,
  requirePositiveInteger,
  shown,
  type OptionNames,
} from '@nin/checks';
import type { Schedule } from './schedule';

/** Options of {@link piecewise}. */
export interface PiecewiseOptions {
  /** Rate before the first of the steps. Finite, above zero. */
  initial: number;
  /**
   * Factor on the rate from each step on. Steps are positive integers, factors finite and above zero. Factors accumulate:
   * `{ 60: 0.2, 120: 0.2 }` gives 0.2 × `initial` at step 60 and 0.04 × `initial` at step 120.
   */
  factors: Readonly<Record<number, number>>;
}

const optionNames: OptionNames<PiecewiseOptions> = { initial: true, factors: true };

/**
 * Returns a piecewise constant schedule, multiplied by a factor at given steps ("× 0.2 at epochs 60, 120 and 160").
 *
 * @throws RangeError if an option is out of range; TypeError if its name is unknown.
 * @see `piecewise_constant_schedule` of optax, with the same semantics.
 */
export function piecewise(options: PiecewiseOptions): Schedule {
  requireOptions('piecewise: options', options, optionNames);
  const { initial, factors } = options;
  requirePositive('piecewise: initial', initial);
  if (typeof factors !== 'object' || factors === null || Array.isArray(factors) || isPromise(factors)) {
    throw new TypeError(`piecewise: factors must be an object such as { 60: 0.2 }, got ${shown(factors)}`);
  }
  let rate = initial;
  const stairs = Object.entries(factors)
    .map(([step, factor]) => ({ from: Number(step), factor }))
    .sort((a, b) => a.from - b.from)
    .map(({ from, factor }) => {
      requirePositiveInteger('piecewise: a step of factors', from);
      requirePositive(`piecewise: factors[${from}]`, factor);
      rate *= factor;
      return { from, rate };
    });
  return (step) => stairs.findLast(({ from }) => step >= from)?.rate ?? initial;
}

import { requirePositive, requirePositiveInteger } from './checks';
import type { Schedule } from './schedule';

/** Options of {@link piecewise}. */
export interface PiecewiseOptions {
  /** The rate before the first boundary. Finite, above zero. */
  initial: number;
  /**
   * Step → what the rate is multiplied by from that step on. Steps are positive integers, factors finite and above zero.
   * Factors accumulate: `{ 60: 0.2, 120: 0.2 }` gives 0.2 × `initial` at step 60 and 0.04 × `initial` at step 120.
   */
  factors: Readonly<Record<number, number>>;
}

/**
 * A staircase with a factor at each given step, as recipes print it ("× 0.2 at epochs 60, 120 and 160").
 *
 * @throws RangeError if an option is out of range.
 * @see `piecewise_constant_schedule` of optax, which has the same meaning of factors and boundaries.
 */
export function piecewise({ initial, factors }: PiecewiseOptions): Schedule {
  requirePositive('piecewise: initial', initial);
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

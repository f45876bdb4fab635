import {
  type OptionNames,
  requireNonNegative,
  requireOptions,
  requirePositive,
  requirePositiveInteger,
} from '@nin/checks';
import type { Schedule } from './schedule';

/** Options of {@link cosineRestarts}. */
export interface CosineRestartsOptions {
  /** Rate at step 0. Finite, above zero. */
  initial: number;
  /** Steps of the first period. Positive integer. */
  period: number;
  /** Factor on the period at each restart. Finite, at least 1. Default 1. */
  periodFactor?: number | undefined;
  /** Factor on the peak, measured from `final`, at each restart. Finite, above zero. Default 1. */
  peakFactor?: number | undefined;
  /** Rate that each period decays to. Finite, zero or above. Default 0. */
  final?: number | undefined;
}

const optionNames: OptionNames<CosineRestartsOptions> = {
  initial: true,
  period: true,
  periodFactor: true,
  peakFactor: true,
  final: true,
};

/**
 * Returns cosine annealing with warm restarts (SGDR): half a cosine wave per period.
 *
 * In period `i`, `t` steps after its start, out of `T = period · periodFactorⁱ`:
 * `final + (initial − final) · peakFactorⁱ · (1 + cos(π · t / T)) / 2`.
 * The first step of each period is the peak; `final` is approached but never reached.
 *
 * @throws RangeError if an option is out of range; TypeError if its name is unknown.
 * @see Loshchilov & Hutter, arXiv 1608.03983, section 3. The factors are `t_mul` and `m_mul` of Keras's `CosineDecayRestarts`.
 */
export function cosineRestarts(options: CosineRestartsOptions): Schedule {
  requireOptions('cosineRestarts: options', options, optionNames);
  const { initial, period, periodFactor = 1, peakFactor = 1, final = 0 } = options;
  requirePositive('cosineRestarts: initial', initial);
  requirePositiveInteger('cosineRestarts: period', period);
  if (!Number.isFinite(periodFactor) || periodFactor < 1) {
    throw new RangeError(`cosineRestarts: periodFactor must be at least 1, got ${periodFactor}`);
  }
  requirePositive('cosineRestarts: peakFactor', peakFactor);
  requireNonNegative('cosineRestarts: final', final);
  const periodOf = periodFactor === 1 ? equalPeriods(period) : growingPeriods(period, periodFactor);
  return (step) => {
    const { index, progress } = periodOf(step);
    return final + ((initial - final) * peakFactor ** index * (1 + Math.cos(Math.PI * progress))) / 2;
  };
}

/** Returns the period of a step, and the fraction of the period before the step, in [0, 1). */
type PeriodOf = (step: number) => { index: number; progress: number };

function equalPeriods(period: number): PeriodOf {
  return (step) => {
    const index = Math.floor(step / period);
    return { index, progress: (step - index * period) / period };
  };
}

/**
 * Counts periods, since a logarithm would round to the wrong period at some boundaries. Counting continues from the last call:
 * from the start every time, many short periods would take quadratic time.
 */
function growingPeriods(period: number, periodFactor: number): PeriodOf {
  const first = { index: 0, start: 0, length: period };
  let last = first;
  return (step) => {
    let { index, start, length } = step < last.start ? first : last;
    while (step >= start + length) {
      start += length;
      length *= periodFactor;
      index++;
    }
    last = { index, start, length };
    return { index, progress: (step - start) / length };
  };
}

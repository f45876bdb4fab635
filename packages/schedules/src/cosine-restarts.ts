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
  /** The rate at step 0. Finite, above zero. */
  initial: number;
  /** How many steps the first half wave takes. Positive integer. */
  period: number;
  /** How many times longer each period is than the one before it. At least 1. Default 1. */
  periodFactor?: number | undefined;
  /** What the height of the wave above `final` is multiplied by at each restart. Finite, above zero. Default 1. */
  peakFactor?: number | undefined;
  /** The rate each half wave falls towards. Finite, zero or above. Default 0. */
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
 * Half cosine waves from the initial rate down, one after another: SGDR, "warm restarts".
 *
 * In period `i`, `t` steps after its start, out of `T = period · periodFactorⁱ`:
 * `final + (initial − final) · peakFactorⁱ · (1 + cos(π · t / T)) / 2`.
 * The first step of each period is the peak; `final` itself is approached and never reached.
 *
 * @throws RangeError if an option is out of range; TypeError if its name is unknown.
 * @see Loshchilov & Hutter, arXiv 1608.03983, section 3. `peakFactor` is `m_mul` of Keras' `CosineDecayRestarts`.
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

/** Says which period a step falls in, and how far into it, as a share in [0, 1). */
type PeriodOf = (step: number) => { index: number; progress: number };

function equalPeriods(period: number): PeriodOf {
  return (step) => {
    const index = Math.floor(step / period);
    return { index, progress: (step - index * period) / period };
  };
}

/**
 * Counted instead of solved with a logarithm, which rounds to the wrong period at some boundaries. Counting goes on where it
 * ended: from the start each time, a schedule of many short periods would take the square of its steps.
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

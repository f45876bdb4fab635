import { object, oneOf, positiveInteger } from '@nin/blocks/fields';
import {
  constant,
  cosineAnnealing,
  cosineRestarts,
  exponentialDecay,
  join,
  linearWarmup,
  oneCycle,
  piecewise,
  polynomialDecay,
  stepDecay,
  type Schedule,
} from '@nin/schedules';
import * as v from 'valibot';
import { field, nonNegativeRate, optionalField, positiveRate, share } from './fields';
import { limits } from './limits';

const steps = () => positiveInteger(limits.steps);

const unit = field(
  oneOf(['epoch', 'step']),
  'epoch',
  "What the schedule counts, and sets a rate for: 'epoch', or 'step' for every update.",
);
const warmup = optionalField(
  steps(),
  'Units of a linear rise to the learning rate before the schedule begins. Default: no warmup.',
);
const length = optionalField(steps(), 'Units that the schedule takes. Default: the rest of the training.');
/** A factor that shortens nothing. */
function factorOfOne() {
  const rule = 'a number of at least 1';
  return v.pipe(v.number(rule), v.minValue(1, rule), v.maxValue(limits.rate, rule));
}

const final = field(nonNegativeRate(), 0, 'Learning rate at the end.');

/** Where 60, 120 and 160 of 200 epochs are, as in wide residual networks (arXiv 1605.07146). */
const usualDrops = [0.3, 0.6, 0.8].map((at) => ({ at, factor: 0.2 }));

/**
 * The schedules of an experiment, by their kind: the functions of `@nin/schedules` with that name. The base rate is the optimizer's
 * `learningRate`, and the length of the training is the experiment's, so neither is repeated here.
 */
export const scheduleSchemas = {
  constant: object({ kind: v.literal('constant'), unit, warmup }),
  cosineAnnealing: object({
    kind: v.literal('cosineAnnealing'),
    unit,
    warmup,
    steps: length,
    final,
    divisor: field(
      positiveRate(),
      2,
      'Divisor of 1 + cos. 2 begins at the learning rate; the lecture has 1.8.',
    ),
  }),
  cosineRestarts: object({
    kind: v.literal('cosineRestarts'),
    unit,
    warmup,
    period: field(steps(), 10, 'Units of the first wave.'),
    periodFactor: field(factorOfOne(), 1, 'Factor on the period after each wave.'),
    peakFactor: field(positiveRate(), 1, 'Factor on the highest rate after each wave.'),
    final,
  }),
  stepDecay: object({
    kind: v.literal('stepDecay'),
    unit,
    warmup,
    every: field(steps(), 10, 'Units between two drops.'),
    factor: field(positiveRate(), 0.1, 'Factor of each drop.'),
  }),
  piecewise: object({
    kind: v.literal('piecewise'),
    unit,
    warmup,
    drops: field(
      v.array(
        object({
          at: v.pipe(share(), v.description('Fraction of the training after which the rate drops.')),
          factor: v.pipe(positiveRate(), v.description('Factor of the drop.')),
        }),
        'an array of drops { at, factor }',
      ),
      usualDrops,
      'Drops of the rate, at fractions of the training. Default: × 0.2 after 30 %, 60 % and 80 %.',
    ),
  }),
  exponentialDecay: object({
    kind: v.literal('exponentialDecay'),
    unit,
    warmup,
    every: optionalField(steps(), 'Units that one factor takes. Default: the rest of the training.'),
    factor: field(positiveRate(), 0.1, 'Factor on the rate over that length.'),
  }),
  polynomialDecay: object({
    kind: v.literal('polynomialDecay'),
    unit,
    warmup,
    steps: length,
    final,
    power: field(positiveRate(), 1, '1 is a straight line; above 1 the rate falls early and levels out.'),
  }),
  oneCycle: object({
    kind: v.literal('oneCycle'),
    unit: field(
      oneOf(['epoch', 'step']),
      'step',
      "What the schedule counts: 'step' for every update, or 'epoch'.",
    ),
    rise: field(share(), 0.3, 'Fraction of the training in which the rate rises.'),
    initial: optionalField(nonNegativeRate(), 'Learning rate at step 0. Default: the base rate / 25.'),
    final: optionalField(nonNegativeRate(), 'Learning rate at the end. Default: the initial rate / 10,000.'),
  }),
  linearWarmup: object({
    kind: v.literal('linearWarmup'),
    unit,
    steps: field(steps(), 5, 'Units of the rise.'),
    initial: field(nonNegativeRate(), 0, 'Learning rate at step 0.'),
  }),
};

/** A learning-rate schedule as an experiment holds it. */
export type ScheduleSettings = v.InferOutput<(typeof scheduleSchemas)[keyof typeof scheduleSchemas]>;

/** What {@link learningRateSchedule} needs of an experiment. */
export interface Scheduled {
  optimizer: { learningRate: number };
  schedule: ScheduleSettings;
  epochs: number;
}

/** A schedule and what its steps are. */
export interface CountedSchedule {
  schedule: Schedule;
  unit: 'epoch' | 'step';
}

/**
 * Returns the learning-rate schedule of an experiment.
 *
 * @param stepsPerEpoch updates per epoch. Positive integer.
 * @throws RangeError if the warmup is not shorter than the training.
 */
export function learningRateSchedule(experiment: Scheduled, stepsPerEpoch: number): CountedSchedule {
  const { schedule: settings, epochs } = experiment;
  const { unit } = settings;
  const total = unit === 'epoch' ? epochs : epochs * stepsPerEpoch;
  const rate = experiment.optimizer.learningRate;
  const rise = 'warmup' in settings ? (settings.warmup ?? 0) : 0;
  if (rise === 0) return { schedule: withoutWarmup(settings, rate, total), unit };
  if (rise >= total) {
    throw new RangeError(
      `schedule.warmup must be below the length of the training, ${total} ${unit === 'epoch' ? 'epochs' : 'steps'}, got ${rise}`,
    );
  }
  const rest = withoutWarmup(settings, rate, total - rise);
  return { schedule: join([linearWarmup({ peak: rate, steps: rise }), rest], [rise]), unit };
}

/** The schedule of `total` units. */
function withoutWarmup(settings: ScheduleSettings, initial: number, total: number): Schedule {
  switch (settings.kind) {
    case 'constant':
      return constant(initial);
    case 'cosineAnnealing':
      return cosineAnnealing({
        initial,
        steps: settings.steps ?? total,
        final: settings.final,
        divisor: settings.divisor,
      });
    case 'cosineRestarts': {
      const { period, periodFactor, peakFactor, final: end } = settings;
      return cosineRestarts({ initial, period, periodFactor, peakFactor, final: end });
    }
    case 'stepDecay':
      return stepDecay({ initial, every: settings.every, factor: settings.factor });
    case 'piecewise':
      return piecewise({ initial, factors: factorsAt(settings.drops, total) });
    case 'exponentialDecay':
      return exponentialDecay({ initial, factor: settings.factor, every: settings.every ?? total });
    case 'polynomialDecay': {
      const { steps: own = total, final: end, power } = settings;
      return polynomialDecay({ initial, steps: own, final: end, power });
    }
    case 'oneCycle': {
      const { rise, initial: first, final: end } = settings;
      // Shorter than two steps, there is nothing to rise from and fall to.
      return oneCycle({ peak: initial, steps: Math.max(2, total), warmup: rise, initial: first, final: end });
    }
    case 'linearWarmup':
      return linearWarmup({ peak: initial, steps: settings.steps, initial: settings.initial });
  }
}

/** Factors by the unit at which they apply. Two drops that fall on one unit, as in short trainings, are one drop by both factors. */
function factorsAt(drops: readonly { at: number; factor: number }[], total: number): Record<number, number> {
  const factors: Record<number, number> = {};
  for (const { at, factor } of drops) {
    const place = Math.max(1, Math.round(at * total));
    factors[place] = (factors[place] ?? 1) * factor;
  }
  return factors;
}

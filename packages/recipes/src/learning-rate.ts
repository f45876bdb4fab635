import { cosineAnnealing, oneCycle, piecewise, type Schedule } from '@nin/schedules';
import type { Recipe } from './settings';

/** A schedule and what its steps are. */
export interface CountedSchedule {
  schedule: Schedule;
  unit: 'epoch' | 'step';
}

/** The schedule of a training, for `stepsPerEpoch` updates an epoch. */
export function learningRateSchedule(
  { schedule: kind, learningRate, epochs }: Pick<Recipe, 'schedule' | 'learningRate' | 'epochs'>,
  stepsPerEpoch: number,
): CountedSchedule {
  switch (kind) {
    case 'one-cycle':
      return {
        schedule: oneCycle({ peak: learningRate, steps: Math.max(2, epochs * stepsPerEpoch) }),
        unit: 'step',
      };
    case 'cosine':
      return { schedule: cosineAnnealing({ initial: learningRate, steps: epochs }), unit: 'epoch' };
    case 'lecture':
      return {
        schedule: cosineAnnealing({ initial: learningRate, steps: epochs, divisor: 1.8 }),
        unit: 'epoch',
      };
    case 'steps':
      return { schedule: fallAt(learningRate, epochs), unit: 'epoch' };
  }
}

/** A fifth of the rate after 30 %, 60 % and 80 % of the epochs: 60, 120 and 160 of 200. */
function fallAt(initial: number, epochs: number): Schedule {
  const falls = [0.3, 0.6, 0.8].map((share) => Math.round(share * epochs)).filter((epoch) => epoch > 0);
  return piecewise({ initial, factors: Object.fromEntries(falls.map((epoch) => [epoch, 0.2])) });
}

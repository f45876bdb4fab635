import {
  constant,
  cosineAnnealing,
  cosineRestarts,
  exponentialDecay,
  linearWarmup,
  oneCycle,
  polynomialDecay,
  stepDecay,
  type Schedule,
} from '@nin/schedules';

/** Numbers a schedule may take; each uses those it knows. */
export interface ScheduleSettings {
  initial?: number;
  peak?: number;
  steps?: number;
  final?: number;
  divisor?: number;
  period?: number;
  multiplier?: number;
  decay?: number;
  every?: number;
  factor?: number;
  power?: number;
}

/** The schedules of `@nin/schedules` that a command line can name. */
export const scheduleNames = [
  'lecture',
  'cosine',
  'restarts',
  'one-cycle',
  'warmup',
  'step',
  'exponential',
  'polynomial',
  'constant',
] as const;

/** The name of a schedule. */
export type ScheduleName = (typeof scheduleNames)[number];

/** A schedule, how many steps are worth printing, and what it is in one line. */
export interface NamedSchedule {
  schedule: Schedule;
  steps: number;
  description: string;
}

/** The schedule of a name. */
export function buildSchedule(name: ScheduleName, settings: ScheduleSettings): NamedSchedule {
  const { initial = 1e-3, peak = 1e-3, steps = 50, final = 0, period = 10, multiplier = 1 } = settings;
  const named = (schedule: Schedule, description: string) => ({ schedule, steps, description });
  switch (name) {
    case 'lecture':
      return lectureSchedule(settings);
    case 'cosine': {
      const { divisor = 2 } = settings;
      return named(
        cosineAnnealing({ initial, steps, final, divisor }),
        `cosine annealing from ${initial} over ${steps} steps to ${final}, divided by ${divisor}`,
      );
    }
    case 'restarts': {
      const { decay = 1 } = settings;
      return named(
        cosineRestarts({ initial, period, periodFactor: multiplier, peakFactor: decay, final }),
        `cosine with warm restarts from ${initial}, first after ${period} steps, then × ${multiplier}, rates × ${decay}`,
      );
    }
    case 'one-cycle':
      return named(oneCycle({ peak, steps }), `one cycle up to ${peak} and down over ${steps} steps`);
    case 'warmup':
      return named(linearWarmup({ peak, steps }), `linear warmup to ${peak} over ${steps} steps`);
    case 'step': {
      const { every = 10, factor = 0.1 } = settings;
      return named(stepDecay({ initial, every, factor }), `${initial}, times ${factor} every ${every} steps`);
    }
    case 'exponential': {
      const { decay = 0.1 } = settings;
      return named(
        exponentialDecay({ initial, every: steps, factor: decay }),
        `exponential decay from ${initial}, times ${decay} over ${steps} steps`,
      );
    }
    case 'polynomial': {
      const { power = 1 } = settings;
      return named(
        polynomialDecay({ initial, final, steps, power }),
        `polynomial decay of power ${power} from ${initial} to ${final} over ${steps} steps`,
      );
    }
    case 'constant':
      return named(constant(initial), `constant ${initial}`);
  }
}

/** The lecture's own: the divisor of 1.8 makes it start at 1.11 times the rate it names. */
function lectureSchedule({ initial = 5e-4, steps = 50, divisor = 1.8 }: ScheduleSettings): NamedSchedule {
  return {
    schedule: cosineAnnealing({ initial, steps, divisor }),
    steps,
    description: `the lecture's: cosine annealing from ${initial} over ${steps} epochs, divided by ${divisor} (usual: 2)`,
  };
}

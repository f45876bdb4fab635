import type { EpochReport, StepReport } from '@nin/trainer';
import { computed, signal } from '@preact/signals';

/** Where a training stands. */
export type Phase =
  | 'idle'
  | 'starting'
  | 'loading'
  | 'compiling'
  | 'training'
  | 'paused'
  | 'testing'
  | 'stopping'
  | 'finished'
  | 'stopped'
  | 'failed';

/** The training that is under way, or was last. */
interface TrainingState {
  phase: Phase;
  /** Shaders compiled, while it is compiling. */
  compiling?: { done: number; total: number };
  step?: StepReport;
  pace?: TrainingPace;
  /** The epoch that ended last. */
  epoch?: EpochReport;
  notices: readonly string[];
  /** Why it failed. */
  failure?: TrainingFailure;
}

/** Why a training ended before its time. */
export interface TrainingFailure {
  /** The error's class: `DeviceLostError`, `DeviceLimitError`, `NonFiniteLossError`, `KeptRunError`, `RunInUseError`, or else. */
  name: string;
  message: string;
  /** Whether something has been kept, to go on from. */
  canContinue: boolean;
}

export const trainingState = signal<TrainingState>({ phase: 'idle', notices: [] });

const busyPhases: readonly Phase[] = [
  'starting',
  'loading',
  'compiling',
  'training',
  'paused',
  'testing',
  'stopping',
];

/** Whether a training is under way. */
export const isBusy = computed(() => busyPhases.includes(trainingState.value.phase));

/** Changes a part of the state. */
export function update(part: Partial<TrainingState>): void {
  trainingState.value = { ...trainingState.value, ...part };
}

/** As {@link update}, but the phase a person has chosen by stopping or pausing is not overwritten by what still arrives. */
export function advance(part: Partial<TrainingState> & Pick<TrainingState, 'phase'>): void {
  const { phase } = trainingState.value;
  const held = phase === 'stopping' || (phase === 'paused' && part.phase === 'training');
  update(held ? { ...part, phase } : part);
}

/** How fast a training goes, and how long it will go on. */
interface TrainingPace {
  imagesPerSecond: number;
  /** Of training steps; tests at the end of an epoch come on top. Undefined while the length of an epoch is unknown. */
  secondsLeft: number | undefined;
}

/** Seconds of steps that the rate is taken over. */
const window = 5;

/**
 * Measures a training by its step reports. Reports come while it goes on; a pause is taken out by `pause`, so that it
 * makes neither the rate smaller nor the time longer.
 */
export function trainingPace(): {
  add: (report: StepReport, now: number) => TrainingPace;
  pause: () => void;
} {
  let seen: { images: number; time: number }[] = [];
  let rate = 0;
  let epoch = 0;
  return {
    add(report, now) {
      if (report.epoch !== epoch) seen = [];
      epoch = report.epoch;
      seen.push({ images: report.images, time: now });
      const [first] = seen;
      if (first && now > first.time) rate = (report.images - first.images) / ((now - first.time) / 1000);
      else if (rate === 0) rate = report.imagesPerSecond;
      seen = seen.filter(({ time }) => now - time <= 1000 * window);
      return { imagesPerSecond: rate, secondsLeft: secondsLeft(report, rate) };
    },
    pause() {
      seen = [];
    },
  };
}

function secondsLeft({ step, steps, epoch, epochs, images }: StepReport, rate: number): number | undefined {
  if (steps === undefined || rate === 0) return undefined;
  const imagesPerStep = images / step;
  return ((steps - step + (epochs - epoch) * steps) * imagesPerStep) / rate;
}

import type { EpochReport, StepReport } from '@nin/trainer';
import { computed, signal } from '@preact/signals';
import type { TrainingPace } from './training-pace';

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
export interface TrainingState {
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

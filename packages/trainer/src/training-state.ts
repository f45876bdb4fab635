import type { EpochSums } from './checkpoint';
import type { DropoutSeeds } from './dropout-seeds';
import type { EpochReport } from './epoch-report';
import type { LossGuard } from './loss-guard';
import type { BestEpoch } from './monitor';
import type { TrainingPlan } from './training-plan';
import type { WeightSnapshot } from './weight-snapshot';

/** State of a training that changes with every step. */
export interface Training<Augment> {
  plan: TrainingPlan<Augment>;
  guard: LossGuard;
  dropout: DropoutSeeds;
  /** Steps since the start of the training. */
  totalSteps: number;
  /** Steps per epoch, once known. */
  stepsPerEpoch: number | undefined;
  /** Part of the first epoch done before a resume; undefined once that epoch has started. */
  begun: PartOfEpoch | undefined;
  /** Time of the last save, as given by `performance.now()`. */
  lastSave: number;
}

/** The first steps of an epoch, and their sums. */
export interface PartOfEpoch {
  step: number;
  sums: EpochSums;
}

/** State of a training that changes with every epoch. */
export interface Progress {
  /** Completed epochs. */
  epochs: number;
  best: BestEpoch | undefined;
  /** Weights of the best epoch, kept for early stopping to restore. */
  bestWeights: WeightSnapshot | undefined;
  /** Reports of the completed epochs. */
  history: EpochReport[];
}

/** Whether the last epoch is done, or the patience of early stopping is used up. */
export function hasEnded<Augment>(
  { epochs, earlyStopping }: TrainingPlan<Augment>,
  progress: Progress,
): boolean {
  const waited = progress.epochs - (progress.best?.epoch ?? 0);
  return progress.epochs >= epochs || (earlyStopping !== undefined && waited >= earlyStopping.patience);
}

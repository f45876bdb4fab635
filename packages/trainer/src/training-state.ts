import type { EpochSums } from './checkpoint';
import type { DropoutSeeds } from './dropout-seeds';
import type { EpochReport } from './epoch-report';
import type { LossGuard } from './loss-guard';
import type { BestEpoch } from './monitor';
import type { TrainingPlan } from './training-plan';
import type { WeightSnapshot } from './weight-snapshot';

/** A training under way. */
export interface Training<Augment> {
  plan: TrainingPlan<Augment>;
  guard: LossGuard;
  dropout: DropoutSeeds;
  /** Steps done since the training began. */
  totalSteps: number;
  /** How many steps an epoch has, once known. */
  stepsPerEpoch: number | undefined;
  /** The part of the first epoch that was done before a resume; undefined once that epoch is under way. */
  begun: PartOfEpoch | undefined;
  /** When the training was last saved, by the clock of `performance.now()`. */
  lastSave: number;
}

/** Some first steps of an epoch, and what they gave. */
export interface PartOfEpoch {
  step: number;
  sums: EpochSums;
}

/** What a training knows between two epochs. */
export interface Progress {
  /** Epochs done. */
  epochs: number;
  best: BestEpoch | undefined;
  /** The weights of the best epoch, held if early stopping is to put them back. */
  bestWeights: WeightSnapshot | undefined;
  /** The reports of the epochs done. */
  history: EpochReport[];
}

/** Whether the last epoch is done, or early stopping has waited long enough. */
export function hasEnded<Augment>(
  { epochs, earlyStopping }: TrainingPlan<Augment>,
  progress: Progress,
): boolean {
  const waited = progress.epochs - (progress.best?.epoch ?? 0);
  return progress.epochs >= epochs || (earlyStopping !== undefined && waited >= earlyStopping.patience);
}

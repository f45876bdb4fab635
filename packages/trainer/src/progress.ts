import type { EpochReport } from './epoch-report';
import type { BestEpoch } from './monitor';
import type { TrainingPlan } from './training-plan';
import type { WeightSnapshot } from './weight-snapshot';

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

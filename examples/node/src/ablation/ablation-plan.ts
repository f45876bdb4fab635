import type { TrainingSettings } from '../training/settings';

/** What an ablation trains: each number of 1×1 layers with each seed. */
export interface AblationPlan {
  /** Of all its trainings, the number of 1×1 layers left out. The seed is the first one. */
  settings: TrainingSettings;
  /** The numbers of 1×1 layers to compare. */
  mlpLayers: readonly number[];
  /** Trainings of each. */
  seeds: number;
}

/** The fields by which the trainings of an ablation differ. */
export interface PlannedTraining {
  mlpLayers: number;
  seed: number;
}

/** The trainings of an ablation in order: seed by seed, so that what is there after an interruption compares like with like. */
export function plannedTrainings({ settings, mlpLayers: counts, seeds }: AblationPlan): PlannedTraining[] {
  return Array.from({ length: seeds }, (_, i) =>
    counts.map((mlpLayers) => ({ mlpLayers, seed: settings.seed + i })),
  ).flat();
}

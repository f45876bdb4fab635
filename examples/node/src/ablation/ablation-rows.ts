import { profile } from '@nin/blocks';
import { networkSpec } from 'nin-run';
import type { AblationPlan } from './ablation-plan';

/** The network with one number of 1×1 layers. */
export interface AblationRow {
  mlpLayers: number;
  params: number;
  /** Null: not known. */
  macs: number | null;
  /** Bytes to train it with one batch: weights, gradients, optimizer state and activations. */
  trainingBytes: number;
  /** Top-1 on the test images, 0–1, one per seed. */
  accuracies: number[];
  /** Mean training images per second. */
  imagesPerSecond: number;
}

/** What rows are made of: the plan of an ablation and the trainings that have ended. */
interface AblationResults extends AblationPlan {
  data: { classNames: readonly string[] };
  trainings: readonly { mlpLayers: number; accuracy: number; imagesPerSecond: number }[];
}

/** The rows of an ablation's table: one for each number of 1×1 layers of which a training has ended. */
export function ablationRows({
  settings,
  mlpLayers: counts,
  data,
  trainings,
}: AblationResults): AblationRow[] {
  return counts.flatMap((mlpLayers) => {
    const own = trainings.filter((training) => training.mlpLayers === mlpLayers);
    if (own.length === 0) return [];
    const spec = networkSpec({ ...settings, mlpLayers }, data.classNames.length);
    const { totals, trainingMemory } = profile(spec, { batchSize: settings.batchSize });
    return {
      mlpLayers,
      params: totals.params,
      macs: totals.macs,
      trainingBytes: trainingMemory.total,
      accuracies: own.map(({ accuracy }) => accuracy),
      imagesPerSecond: own.reduce((sum, { imagesPerSecond }) => sum + imagesPerSecond, 0) / own.length,
    };
  });
}

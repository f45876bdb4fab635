import { isDeepStrictEqual } from 'node:util';
import { profile } from '@nin/blocks';
import { gridPoints, type AblationPlan, type GridPoint, type PlannedTraining } from './ablation-plan';
import { gridNetwork } from './grid-network';
import { median } from './spread';

/** A point of the grid: what its network costs, and what its trainings gave. */
export interface AblationRow {
  point: GridPoint;
  params: number;
  /** Of one image; null where a layer's are not known. */
  macs: number | null;
  /** Bytes to train it with one batch: weights, gradients, optimizer state and activations. */
  trainingBytes: number;
  /** Top-1 on the test images, 0–1, one per seed. */
  accuracies: number[];
  /** Of training, without the test. Median over the seeds. */
  millisecondsPerImage: number;
  /** Of one training, without the test. Median over the seeds. */
  trainingSeconds: number;
}

/** What rows are made of: the plan of an ablation and the trainings that have ended. */
interface AblationResults extends AblationPlan {
  data: { train: number; classNames: readonly string[] };
  trainings: readonly (PlannedTraining & { accuracy: number; trainingSeconds: number })[];
}

/** The rows of an ablation's table: one for each point of which a training has ended. */
export function ablationRows(results: AblationResults): AblationRow[] {
  const { settings, kinds, data, trainings } = results;
  return gridPoints(results).flatMap((point) => {
    const own = trainings.filter((training) => isDeepStrictEqual(training.point, point));
    if (own.length === 0) return [];
    const network = gridNetwork(results, point, data.classNames.length);
    const { totals, trainingMemory } = profile(network, { batchSize: settings.batchSize, kinds });
    const trainingSeconds = median(own.map((training) => training.trainingSeconds));
    return {
      point,
      params: totals.params,
      macs: totals.macs,
      trainingBytes: trainingMemory.total,
      accuracies: own.map(({ accuracy }) => accuracy),
      millisecondsPerImage: (1000 * trainingSeconds) / settings.epochs / data.train,
      trainingSeconds,
    };
  });
}

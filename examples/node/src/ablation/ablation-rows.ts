import { isDeepStrictEqual } from 'node:util';
import { profile } from '@nin/blocks';
import type { DataDescription, SettingValues } from '@nin/recipes';
import { dataIndex, withoutSeed, type AblationPlan } from './ablation-plan';
import { welchTest } from './welch-test';

/** A training that has ended. */
export interface AblationTraining {
  /** What was set, by path, the seed included. */
  point: SettingValues;
  /** Top-1 on the test images, 0–1. */
  accuracy: number;
  /** Seconds of training steps, the test left out. */
  trainingSeconds: number;
}

/** A variant: the cost of its network, and the results of its trainings. */
export interface AblationRow {
  /** What was set, by path, without the seed. */
  point: SettingValues;
  params: number;
  /** Of one image; null where that of a layer is not known. */
  macs: number | null;
  /** Bytes to train it with one batch: weights, gradients, optimizer state and activations. */
  trainingBytes: number;
  /** Top-1 on the test images, 0–1, one per seed. */
  accuracies: number[];
  mean: number;
  /** Standard deviation of the accuracies, with n − 1; null for a single one. */
  deviation: number | null;
  /** Mean accuracy minus that of the first row; null in the first row. */
  difference: number | null;
  /** Two-sided p of Welch's t-test of the accuracies against those of the first row; null where it cannot be known. */
  p: number | null;
  /** Training without the test. Median over the seeds. */
  millisecondsPerImage: number;
  /** One training without the test. Median over the seeds. */
  trainingSeconds: number;
}

/** A plan and its results. */
interface AblationResults extends AblationPlan {
  data: readonly Pick<DataDescription, 'train'>[];
  trainings: readonly AblationTraining[];
}

/** Returns the rows of an ablation's table: one per variant of which a training has ended. */
export function ablationRows(results: AblationResults): AblationRow[] {
  const { planned, trainings, kinds, data } = results;
  const rows: AblationRow[] = [];
  for (const { values, experiment } of planned) {
    const point = withoutSeed(values);
    if (rows.some((row) => isDeepStrictEqual(row.point, point))) continue;
    const own = trainings.filter((training) => isDeepStrictEqual(withoutSeed(training.point), point));
    if (own.length === 0) continue;
    const { totals, trainingMemory } = profile(experiment.network, {
      batchSize: experiment.batch.size,
      kinds,
    });
    const trainingSeconds = median(own.map((training) => training.trainingSeconds));
    const images = experiment.epochs * data[dataIndex(results, experiment)].train;
    const accuracies = own.map(({ accuracy }) => accuracy);
    const { mean, deviation } = meanAndDeviation(accuracies);
    rows.push({
      point,
      params: totals.params,
      macs: totals.macs,
      trainingBytes: trainingMemory.total,
      accuracies,
      mean,
      deviation: own.length > 1 ? deviation : null,
      ...comparison(accuracies, rows.at(0)?.accuracies),
      millisecondsPerImage: (1000 * trainingSeconds) / images,
      trainingSeconds,
    });
  }
  return rows;
}

/** The accuracies of a row beside those of the first row, if that is another. */
function comparison(
  accuracies: readonly number[],
  first: readonly number[] | undefined,
): Pick<AblationRow, 'difference' | 'p'> {
  if (!first) return { difference: null, p: null };
  const [before, now] = [first, accuracies].map((values) => ({
    ...meanAndDeviation(values),
    n: values.length,
  }));
  return { difference: now.mean - before.mean, p: welchTest(before, now) };
}

/** Returns the mean of the values, and their standard deviation with n − 1 (0 for a single one). */
function meanAndDeviation(values: readonly number[]): { mean: number; deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  if (values.length < 2) return { mean, deviation: 0 };
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: Math.sqrt(squares / (values.length - 1)) };
}

/** Returns the median. NaN without values. */
function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = (sorted.length - 1) / 2;
  return (sorted[Math.floor(half)] + sorted[Math.ceil(half)]) / 2;
}

import type { BackendPreference } from '@nin/backends';
import { profile } from '@nin/blocks';
import { recipes, testResults, type Data, type TrainableSpec } from 'nin-run';
import { openTraining } from '../training/open-training';
import type { TrainingSettings } from '../training/settings';

/** What an ablation trains. */
export interface AblationOptions {
  spec: TrainableSpec;
  /** The numbers of 1×1 layers to compare. */
  mlpLayers: number[];
  /** Trainings of each. */
  seeds: number;
  /** The first seed. */
  seed: number;
  epochs: number;
  batchSize?: number;
  data: string;
  backend: BackendPreference;
  limitTrain?: number;
  limitTest?: number;
}

/** The network with one number of 1×1 layers. */
export interface AblationRow {
  mlpLayers: number;
  params: number;
  macs: number;
  /** Bytes to train it with one batch: weights, gradients, optimizer state and activations. */
  trainingBytes: number;
  /** Top-1 on the test images, 0–1, one a seed. */
  accuracies: number[];
  /** Mean training images a second. */
  imagesPerSecond: number;
}

/** One training of an ablation that has ended. */
export interface AblationStep {
  mlpLayers: number;
  seed: number;
  accuracy: number;
  done: number;
  total: number;
}

/** Trains the network with each number of 1×1 layers and each seed. */
export async function runAblation(
  { spec, mlpLayers: counts, seeds, seed: firstSeed, batchSize, ...options }: AblationOptions,
  data: Data,
  onStep: (step: AblationStep) => void,
): Promise<AblationRow[]> {
  const base = { spec, ...recipes[spec], ...options, ...(batchSize !== undefined && { batchSize }) };
  const rows = counts.map((mlpLayers) => describe({ ...base, mlpLayers, seed: firstSeed }, data));
  const total = rows.length * seeds;
  let done = 0;
  // Seed by seed, so that what is there after an interruption compares like with like.
  for (let seed = firstSeed; seed < firstSeed + seeds; seed++) {
    for (const row of rows) {
      const { accuracy, imagesPerSecond } = await trainOnce(
        { ...base, mlpLayers: row.mlpLayers, seed },
        data,
      );
      row.accuracies.push(accuracy);
      row.imagesPerSecond += imagesPerSecond / seeds;
      onStep({ mlpLayers: row.mlpLayers, seed, accuracy, done: ++done, total });
    }
  }
  return rows;
}

function describe(settings: TrainingSettings, data: Data): AblationRow {
  const session = openTraining(settings, data);
  const { totals, trainingMemory } = profile(session.spec, { batchSize: settings.batchSize });
  session.dispose();
  return {
    mlpLayers: settings.mlpLayers ?? 0,
    params: totals.params,
    macs: totals.macs,
    trainingBytes: trainingMemory.total,
    accuracies: [],
    imagesPerSecond: 0,
  };
}

async function trainOnce(
  settings: TrainingSettings,
  data: Data,
): Promise<{ accuracy: number; imagesPerSecond: number }> {
  const session = openTraining(settings, data);
  try {
    let images = 0;
    let seconds = 0;
    for await (const report of session.epochs()) {
      images += report.images;
      seconds += report.trainingSeconds;
    }
    const { accuracy } = await testResults(session.model, data.test);
    return { accuracy, imagesPerSecond: images / seconds };
  } finally {
    session.dispose();
  }
}

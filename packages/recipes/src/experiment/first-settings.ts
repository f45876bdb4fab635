import type { AnySpec, KindOptions } from '@nin/blocks';
import { parseExperiment, type Experiment } from './experiment';

/** A training as runs and links held it before there were experiments. */
export interface FirstSettings {
  data: string;
  limitTrain?: number | undefined;
  limitTest?: number | undefined;
  epochs: number;
  batchSize: number;
  optimizer: string;
  learningRate: number;
  weightDecay: number;
  schedule: string;
  augment: object;
  normalize: unknown;
  labelSmoothing: number;
  seed: number;
  /** Whether biases and batch normalization decay. */
  decayAll: boolean;
}

const optimizers: Readonly<Record<string, object>> = {
  adamw: { kind: 'adamW' },
  sgd: { kind: 'sgd', momentum: 0.9, nesterov: true },
};

const schedules: Readonly<Record<string, object>> = {
  'one-cycle': { kind: 'oneCycle', unit: 'step' },
  cosine: { kind: 'cosineAnnealing', unit: 'epoch' },
  lecture: { kind: 'cosineAnnealing', unit: 'epoch', divisor: 1.8 },
};

/**
 * Drops after 30 %, 60 % and 80 % of the epochs. Drops that fell on one epoch, as in trainings of two, were one drop by a single
 * factor, where `piecewise` of today multiplies their factors.
 */
function stepsSchedule(epochs: number): object {
  const places = [0.3, 0.6, 0.8].map((share) => Math.round(share * epochs));
  const distinct = [...new Set(places)].filter((place) => place > 0);
  const drops = distinct.map((place) => ({ at: place / epochs, factor: 0.2 }));
  return {
    kind: 'piecewise',
    unit: 'epoch',
    ...(distinct.length < places.length && { drops }),
  };
}

/**
 * Returns the experiment of settings from before there were experiments.
 *
 * @throws TypeError or RangeError naming the path of a value that is out of range.
 */
export function experimentOfFirstSettings(
  settings: FirstSettings,
  network: AnySpec,
  options: KindOptions = {},
): Experiment {
  const { data, limitTrain, limitTest, learningRate, weightDecay, decayAll, epochs, seed } = settings;
  return parseExperiment(
    {
      network,
      data: { source: data, limitTrain, limitTest },
      batch: { size: settings.batchSize, augment: settings.augment, normalize: settings.normalize },
      optimizer: {
        ...(optimizers[settings.optimizer] ?? { kind: settings.optimizer }),
        learningRate,
        weightDecay,
        decay: decayAll ? 'all' : 'kernels',
      },
      schedule:
        settings.schedule === 'steps'
          ? stepsSchedule(epochs)
          : (schedules[settings.schedule] ?? { kind: settings.schedule }),
      loss: { labelSmoothing: settings.labelSmoothing },
      epochs,
      seed,
    },
    options,
  );
}

import { batches } from '@nin/cifar';
import type { NinSpec } from '@nin/blocks';
import {
  sparseCategoricalCrossentropy,
  train,
  type CheckpointOptions,
  type EpochReport,
  type StepReport,
} from '@nin/trainer';
import type { Sequential } from '@tensorflow/tfjs-layers';
import type { Data } from '../data/load-data';
import { compileShaders } from './compile-shaders';
import { learningRateSchedule } from './learning-rate';
import { buildModel, buildOptimizer, networkSpec } from './network';
import type { TrainingSettings } from './settings';

/** A network about to be trained on data. */
export interface TrainingSession {
  spec: NinSpec;
  model: Sequential;
  /** Compiles what a step needs on a GPU. */
  compile: () => Promise<void>;
  /** Trains, one report an epoch. */
  epochs: (options?: SessionOptions) => AsyncGenerator<EpochReport, void, undefined>;
  /** Frees the model and the optimizer. */
  dispose: () => void;
}

/** What may come with a training. */
export interface SessionOptions {
  checkpoint?: CheckpointOptions;
  signal?: AbortSignal;
  onStep?: (report: StepReport) => void;
}

/** Builds the network, the optimizer and the schedule of a training. */
export function openSession(settings: TrainingSettings, data: Data): TrainingSession {
  const { epochs, batchSize, seed, augment, normalize, labelSmoothing } = settings;
  const spec = networkSpec(settings, data.train.classNames.length);
  const model = buildModel(spec, seed);
  const optimizer = buildOptimizer(settings);
  const stepsPerEpoch = Math.ceil(data.train.count / batchSize);
  const loss = sparseCategoricalCrossentropy({ labelSmoothing });
  const { schedule, unit } = learningRateSchedule(settings, stepsPerEpoch);
  return {
    spec,
    model,
    compile: () => compileShaders(model, loss, Math.min(batchSize, data.train.count)),
    epochs: (options = {}) =>
      train(model, {
        train: (request) => batches(data.train, { ...request, normalize }),
        validation: (request) => batches(data.test, { ...request, normalize }),
        epochs,
        batchSize,
        stepsPerEpoch,
        optimizer,
        schedule,
        scheduleUnit: unit,
        augment,
        loss,
        seed,
        ...options,
      }),
    dispose() {
      model.dispose();
      optimizer.dispose();
    },
  };
}

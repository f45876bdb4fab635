import type { WarmUpOptions } from '@nin/backends';
import { nin, type AnySpec, type BlockKind, type BlockOf, type BuiltinKind, type NinSpec } from '@nin/blocks';
import { batches, type Batch } from '@nin/cifar';
import type { AdamW, Sgd } from '@nin/optimizers';
import {
  sparseCategoricalCrossentropy,
  train,
  type CheckpointOptions,
  type StepReport,
  type TrainingRun,
} from '@nin/trainer';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { compileShaders } from './compile-shaders';
import type { Data } from './data';
import { describeTrained, type Trained } from './describe-trained';
import { learningRateSchedule } from './learning-rate';
import { buildOptimizer, type OptimizerSettings } from './optimizer';
import type { Recipe } from './settings';

/** All that a training follows beside its network and its data. */
export interface SessionSettings extends Recipe, Pick<OptimizerSettings, 'decayAll'> {
  /** Decides first weights, order, augmentation and dropout. An integer. */
  seed: number;
}

/** A network about to be trained on data. */
export interface TrainingSession {
  spec: AnySpec;
  model: LayersModel;
  optimizer: AdamW | Sgd;
  /** Compiles what a step needs on a GPU. */
  compile: (options?: WarmUpOptions) => Promise<void>;
  /**
   * Puts a saved training back without training on, as `epochs` does before its first step.
   *
   * @throws RangeError or CheckpointError if another training was saved, or it is damaged; then nothing has changed.
   */
  restore: (checkpoint: CheckpointOptions) => Promise<void>;
  /** Trains, one report per epoch. Awaited, it trains to the end. */
  epochs: (options?: SessionOptions) => TrainingRun;
  /** Writes what is known by now onto the model, for whoever saves it. It has a card from the start. */
  describe: (trained: Omit<Trained, 'testImages'>) => void;
  /** Frees the model and the optimizer. */
  dispose: () => void;
}

/** What may come with a training. */
export interface SessionOptions {
  /** Default: no checkpoints. */
  checkpoint?: CheckpointOptions;
  /** Stops between two steps when aborted; the generator then throws the signal's reason. */
  signal?: AbortSignal;
  /** Called with how the epoch goes, as by `train`. Awaited. */
  onProgress?: (report: StepReport) => void | Promise<void>;
  /** Given the training batches of each epoch, to hand them on, such as later. Default: they are taken as they come. */
  wrapBatches?: (batches: Iterable<Batch>) => Iterable<Batch> | AsyncIterable<Batch>;
}

/**
 * Builds the network, its weights drawn by the seed, the optimizer and the schedule of a training.
 *
 * @param kinds the kinds of block that the network may have. Default: those of `@nin/blocks`.
 */
export function openSession<Kind extends BlockKind = BuiltinKind>(
  spec: NinSpec<BlockOf<Kind>>,
  settings: SessionSettings,
  data: Data,
  kinds?: readonly Kind[],
): TrainingSession {
  const { epochs, batchSize, seed, augment, normalize, labelSmoothing } = settings;
  const model = nin(spec, { seed, kinds });
  const optimizer = buildOptimizer(settings);
  const stepsPerEpoch = Math.ceil(data.train.count / batchSize);
  const loss = sparseCategoricalCrossentropy({ labelSmoothing });
  const { schedule, unit } = learningRateSchedule(settings, stepsPerEpoch);
  const { classNames } = data.train;
  const describe: TrainingSession['describe'] = (trained) =>
    void describeTrained(
      model,
      { ...data, classNames, normalize },
      { ...trained, testImages: data.test.count },
    );
  describe({ epochs: 0 });
  let begun: number | undefined;
  const epochsOf: TrainingSession['epochs'] = ({ wrapBatches, onProgress, ...options } = {}) =>
    train(model, {
      data(request) {
        const passed = batches(data.train, { ...request, normalize });
        return wrapBatches ? wrapBatches(passed) : passed;
      },
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
      async onProgress(report) {
        // In the middle of an epoch nobody has measured the weights.
        if (begun !== report.epoch) describe({ epochs: report.epoch - 1 });
        begun = report.epoch;
        await onProgress?.(report);
      },
      // Before the epoch is saved: a saved model is to say what its own weights have reached.
      afterEpoch: ({ epoch, validationAccuracy }) =>
        describe({ epochs: epoch, testAccuracy: validationAccuracy }),
      ...options,
    });
  return {
    spec,
    model,
    optimizer,
    compile: (options = {}) => compileShaders(model, loss, Math.min(batchSize, data.train.count), options),
    async restore(checkpoint) {
      const restored = new Error('restored');
      try {
        // A training that is stopped before its first step has only been put back.
        await epochsOf({ checkpoint: { ...checkpoint, resume: true }, signal: AbortSignal.abort(restored) });
      } catch (error) {
        if (error !== restored) throw error;
      }
    },
    epochs: epochsOf,
    describe,
    dispose() {
      model.dispose();
      optimizer.dispose();
    },
  };
}

import type { WarmUpOptions } from '@nin/backends';
import { nin, type KindOptions } from '@nin/blocks';
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
import { requireOptions, shown } from '@nin/checks';
import { compileShaders } from './compile-shaders';
import { describeData, type Data } from './data';
import { describeTrained, type Trained } from './describe-trained';
import type { Experiment } from './experiment/experiment';
import { outputsOf } from './experiment/fit-to-classes';
import { buildOptimizer } from './experiment/optimizer-settings';
import { learningRateSchedule } from './experiment/schedule-settings';

/** An experiment with its model, ready to train on data. */
export interface Session {
  experiment: Experiment;
  model: LayersModel;
  optimizer: AdamW | Sgd;
  /** Compiles what a step needs on a GPU. */
  compile: (options?: WarmUpOptions) => Promise<void>;
  /**
   * Puts a saved training back without training on, as `epochs` does before its first step.
   *
   * @throws RangeError or CheckpointError if another training was saved, or it is damaged; then nothing has changed.
   */
  restore: (checkpoint: SessionCheckpoint) => Promise<void>;
  /** Trains, one report per epoch. Awaited, it trains to the end. */
  epochs: (options?: SessionOptions) => TrainingRun;
  /** Updates the card of the model, which is saved with it. The model has a card from the start. */
  describe: (trained: Omit<Trained, 'testImages'>) => void;
  /** Frees the model and the optimizer. */
  dispose: () => void;
}

/** Where a session is saved. The session decides what a checkpoint recognizes its training by. */
export type SessionCheckpoint = Omit<CheckpointOptions, 'experiment'>;

/** What may come with a training. */
export interface SessionOptions {
  /** Default: no checkpoints. */
  checkpoint?: SessionCheckpoint;
  /** Stops between two steps when aborted; the generator then throws the signal's reason. */
  signal?: AbortSignal;
  /** Progress callback, as of `train`. Awaited. */
  onProgress?: (report: StepReport) => void | Promise<void>;
  /** Called with the training batches of each epoch; returns those to train on, such as later. Default: as they come. */
  wrapBatches?: (batches: Iterable<Batch>) => Iterable<Batch> | AsyncIterable<Batch>;
}

/** Options of {@link openExperiment}. */
export interface OpenOptions extends KindOptions {
  /**
   * What checkpoints recognize the training by, as JSON. Default: the experiment without `data.source`, and the data. Another value is
   * for checkpoints of before there were experiments.
   */
  identity?: unknown;
}

const optionNames = { kinds: true, identity: true } as const;

/**
 * Opens an experiment: builds the model, whose weights are drawn by the seed, the optimizer and the schedule.
 *
 * @param experiment as `parseExperiment` returns it.
 * @param data what `experiment.data` names, loaded: 32×32 images with as many classes as the network has outputs, or fewer.
 * @throws RangeError if the network does not fit the data, or the experiment is not whole.
 */
export function openExperiment(experiment: Experiment, data: Data, options: OpenOptions = {}): Session {
  requireOptions('openExperiment: options', options, optionNames);
  const { kinds, identity = identityOf(experiment, data) } = options;
  requireFit(experiment, data, { kinds });
  const { epochs, seed, batch } = experiment;
  const { size: batchSize, augment, normalize } = batch;
  const model = nin(experiment.network, { seed, kinds });
  const optimizer = buildOptimizer(experiment.optimizer);
  const stepsPerEpoch = Math.ceil(data.train.count / batchSize);
  const loss = sparseCategoricalCrossentropy(experiment.loss);
  const { schedule, unit } = learningRateSchedule(experiment, stepsPerEpoch);
  const { classNames } = data.train;
  const describe: Session['describe'] = (trained) =>
    void describeTrained(
      model,
      { ...data, classNames, normalize },
      { ...trained, testImages: data.test.count },
    );
  describe({ epochs: 0 });
  let begun: number | undefined;
  const epochsOf: Session['epochs'] = ({ wrapBatches, onProgress, checkpoint, ...rest } = {}) =>
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
      checkpoint: checkpoint && { ...checkpoint, experiment: identity },
      augment,
      loss,
      seed,
      async onProgress(report) {
        // In the middle of an epoch the weights are not measured.
        if (begun !== report.epoch) describe({ epochs: report.epoch - 1 });
        begun = report.epoch;
        await onProgress?.(report);
      },
      // Before the epoch is saved: a saved model is to say what its own weights have reached.
      afterEpoch: ({ epoch, validationAccuracy }) =>
        describe({ epochs: epoch, testAccuracy: validationAccuracy }),
      ...rest,
    });
  return {
    experiment,
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

/** All that decides a training. Where the data lie does not. */
function identityOf({ data: { source, ...limits }, ...experiment }: Experiment, data: Data): object {
  return { experiment: { ...experiment, data: limits }, data: describeData(data) };
}

function requireFit({ network }: Experiment, { train, title }: Data, options: KindOptions): void {
  const pixels = network.inputShape.reduce((product, size) => product * size, 1);
  if (pixels * train.count !== train.images.length) {
    throw new RangeError(
      `openExperiment: network.inputShape must be that of the images of ${title}, ${train.images.length / train.count} numbers each, got ${shown(network.inputShape)}`,
    );
  }
  const outputs = outputsOf(network, options);
  if (outputs < train.classNames.length) {
    throw new RangeError(
      `openExperiment: network must have an output for each of the ${train.classNames.length} classes of ${title}, got ${outputs}: fitToClasses widens it`,
    );
  }
}

import type { OptionNames } from '@nin/checks';
import type * as tf from '@tensorflow/tfjs-core';
import type { CheckpointHandler } from './checkpoint-handler';
import type { EpochReport, StepReport } from './epoch-report';
import type { LabeledData } from './labeled-data';
import type { Monitor } from './monitor';
import type { Loss } from './loss';

/** When to stop before the last epoch. */
export interface EarlyStoppingOptions {
  /** Epochs without improvement of the monitored figure after which the training stops. Positive integer. */
  patience: number;
}

/** Where and when a training is saved. */
export interface CheckpointOptions {
  /** Destination of model, optimizer state and counters: a tfjs IOHandler or a URL such as `indexeddb://run`. */
  save: CheckpointHandler;
  /** Epochs between saves; the last epoch is always saved. Positive integer. Default 1. */
  every?: number | undefined;
  /**
   * Seconds between saves within an epoch. A resumed training continues at the saved step; an abort by `signal` saves too.
   * Positive; Infinity for never. Default 600.
   */
  everySeconds?: number | undefined;
  /** Destination of the model of the best epoch, replaced whenever an epoch is better. Default: not saved. */
  best?: CheckpointHandler | undefined;
  /** Whether to continue from the checkpoint in `save`, which must exist. Default false. */
  resume?: boolean | undefined;
  /**
   * Everything that determines the training (network, data, augmentation, rates), as JSON. Its SHA-256 is saved, and a
   * resume with a different experiment throws. Default: undefined, and only the options of `train` are compared.
   */
  experiment?: unknown;
  /** Any JSON, saved with the checkpoint and returned by `loadCheckpoint`. Default {}. */
  metadata?: Record<string, unknown> | undefined;
}

/** Options of {@link train}. */
export interface TrainOptions<Augment = undefined> {
  /** Training data. Arrays are shuffled in every epoch, a function is asked to shuffle, batches are used in their order. */
  data: LabeledData<Augment>;
  /** Validation data, evaluated at the end of each epoch. Default, and with `[]`: no validation. */
  validation?: LabeledData | undefined;
  /** Total number of epochs, including those before a resume. Positive integer. */
  epochs: number;
  /** Images per step. Positive integer. Default 128. */
  batchSize?: number | undefined;
  /** Any tfjs optimizer. The caller owns it: its state is kept after training, and the caller disposes it. */
  optimizer: tf.Optimizer;
  /** Learning rate by zero-based epoch or step. Default: the optimizer's own rate, unchanged. */
  schedule?: ((step: number) => number) | undefined;
  /** Unit of the schedule's argument: epochs, or steps since the start of the training. Default `'epoch'`. */
  scheduleUnit?: 'epoch' | 'step' | undefined;
  /** Passed unchanged to the `data` function in its request. An error if `data` is not a function. */
  augment?: Augment | undefined;
  /** Loss of labels, int32 [batch], and outputs [batch, classes]. Default `sparseCategoricalCrossentropy()`, from logits. */
  loss?: Loss | undefined;
  /** Seed of shuffling, augmentation and dropout. Integer. Default 0. */
  seed?: number | undefined;
  /** Steps per epoch, also shown in reports. Positive integer. Default: until the data end. */
  stepsPerEpoch?: number | undefined;
  /** Where and when to save the training. Default: not saved. */
  checkpoint?: CheckpointOptions | undefined;
  /** Stops when the monitored metric stops improving, and restores the best weights at the end. Default: no early stopping. */
  earlyStopping?: EarlyStoppingOptions | undefined;
  /** Metric by which epochs are compared. Default `'validationAccuracy'`, or `'accuracy'` without validation data. */
  monitor?: Monitor | undefined;
  /** Stops between two steps when aborted, after saving the checkpoint if one is set; the generator throws the signal's reason. */
  signal?: AbortSignal | undefined;
  /**
   * Progress callback: called after the first and the last step of an epoch, and at most every 100 ms in between. Awaited.
   * The last step is reported twice if the length of the epoch was unknown before the data ended.
   */
  onProgress?: ((report: StepReport) => void | Promise<void>) | undefined;
  /** Called after every step with the total number of steps, for example to average weights. Must not wait for the device. */
  afterStep?: ((totalSteps: number) => void) | undefined;
  /** Called with the report of each epoch before its checkpoint is saved, for example to call `describeModel`. Awaited. */
  afterEpoch?: ((report: EpochReport) => void | Promise<void>) | undefined;
}

/** Option names, for messages about unknown ones. */
export const trainOptionNames: OptionNames<TrainOptions> = {
  data: true,
  validation: true,
  epochs: true,
  batchSize: true,
  optimizer: true,
  schedule: true,
  scheduleUnit: true,
  augment: true,
  loss: true,
  seed: true,
  stepsPerEpoch: true,
  checkpoint: true,
  earlyStopping: true,
  monitor: true,
  signal: true,
  onProgress: true,
  afterStep: true,
  afterEpoch: true,
};

export const checkpointOptionNames: OptionNames<CheckpointOptions> = {
  save: true,
  every: true,
  everySeconds: true,
  best: true,
  resume: true,
  experiment: true,
  metadata: true,
};

export const earlyStoppingOptionNames: OptionNames<EarlyStoppingOptions> = { patience: true };

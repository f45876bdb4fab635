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

/** Where a training is saved. */
export interface CheckpointOptions {
  /** Where the model, the optimizer's state and the counters go: a tfjs IOHandler or a URL such as `indexeddb://run`. */
  save: CheckpointHandler;
  /** Epochs between two saves. The last epoch is always saved. Positive integer. Default 1. */
  every?: number | undefined;
  /**
   * Seconds after which the middle of an epoch is saved, too, as it is when `signal` aborts there. A resume goes on at the
   * step that was saved. Positive; Infinity for never. Default 600.
   */
  everySeconds?: number | undefined;
  /** Where the model of the best epoch goes, each time there is a better one. Default nowhere. */
  best?: CheckpointHandler | undefined;
  /** Whether to go on from what `save` holds. It must hold something then. Default false. */
  resume?: boolean | undefined;
  /**
   * All that decides the training (network, data, augmentation, rates), as JSON can hold it. Its SHA-256 is saved, and a
   * resume with another one is refused. Default: nothing, and only what `train` itself knows is compared.
   */
  experiment?: unknown;
  /** Anything JSON can hold, saved along and given back by `loadCheckpoint`. Default {}. */
  metadata?: Record<string, unknown> | undefined;
}

/** Options of {@link train}. */
export interface TrainOptions<Augment = undefined> {
  /** What to train on. Arrays are shuffled in each epoch; a function is asked to do so; plain batches come as they are. */
  data: LabeledData<Augment>;
  /** What to measure at the end of each epoch. Default, and `[]`: nothing. */
  validation?: LabeledData | undefined;
  /** How many epochs in all, those before a resume included. Positive integer. */
  epochs: number;
  /** Images per step. Positive integer. Default 128. */
  batchSize?: number | undefined;
  /** Any tfjs optimizer. It stays yours: its state is there afterwards, and to be disposed by you. */
  optimizer: tf.Optimizer;
  /** The learning rate by zero-based epoch or step. Default: the optimizer's own, left alone. */
  schedule?: ((step: number) => number) | undefined;
  /** what the schedule counts: epochs, or steps since the training began. Default `'epoch'`. */
  scheduleUnit?: 'epoch' | 'step' | undefined;
  /** Passed to the `data` function in its request, as is. An error where `data` is not a function. */
  augment?: Augment | undefined;
  /** From labels, int32 [batch], and outputs [batch, classes]. Default `sparseCategoricalCrossentropy()`, from logits. */
  loss?: Loss | undefined;
  /** Decides shuffling, augmentation and dropout. An integer. Default 0. */
  seed?: number | undefined;
  /** Ends each epoch after this many steps, which also lets reports know its length. Default: when the data end. */
  stepsPerEpoch?: number | undefined;
  /** Default: no checkpoints. */
  checkpoint?: CheckpointOptions | undefined;
  /** Stops when the monitored figure has not improved for a while. Best weights are put back at the end. Default: never. */
  earlyStopping?: EarlyStoppingOptions | undefined;
  /** What makes an epoch the best. Default `'validationAccuracy'`, or `'accuracy'` without validation data. */
  monitor?: Monitor | undefined;
  /** Stops between two steps when aborted, saving a checkpoint if there is one; the generator then throws the signal's reason. */
  signal?: AbortSignal | undefined;
  /**
   * Called with how the epoch goes: after its first step, its last, and in between at most every 100 ms. Awaited. The last
   * step is reported twice where only the end of the data showed that it was the last.
   */
  onProgress?: ((report: StepReport) => void | Promise<void>) | undefined;
  /** Called after every update with the number of steps done, such as for a running mean of the weights. Must not wait for the device. */
  afterStep?: ((totalSteps: number) => void) | undefined;
  /** Called with the report of each epoch before its checkpoint is saved, such as to describe the model. Awaited. */
  afterEpoch?: ((report: EpochReport) => void | Promise<void>) | undefined;
}

/** The names of the options, and of those within them. */
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

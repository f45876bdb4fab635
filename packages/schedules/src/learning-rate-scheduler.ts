import {
  requireFunction,
  requireNonNegativeInteger,
  requireOneOf,
  requireOptions,
  type OptionNames,
} from '@nin/checks';
import type { Schedule } from './schedule';
import { rateSetter, type ScheduledOptimizer } from './scheduled-optimizer';

/** Options of {@link learningRateScheduler}. */
export interface LearningRateSchedulerOptions {
  /**
   * Unit of the schedule's argument: `'epoch'` is the index of the epoch in `fit`, counted from `initialEpoch`; `'step'` is the
   * number of steps since the start of `fit`, over all epochs. Default `'epoch'`.
   */
  unit?: 'epoch' | 'step' | undefined;
  /** With `'step'`: index of the first step, to continue an earlier `fit`. Integer, zero or above. Default 0. */
  initialStep?: number | undefined;
}

/** Numbers by name, passed by `fit` to its callbacks. */
export type CallbackLogs = Record<string, number>;

/** Callback for `model.fit` and `model.fitDataset` of TensorFlow.js (its type `CustomCallbackArgs`). */
export interface LearningRateCallback {
  onTrainBegin(): void;
  onEpochBegin(epoch: number): void;
  onBatchBegin(batch: number, logs?: CallbackLogs): void;
  onEpochEnd(epoch: number, logs?: CallbackLogs): void;
}

const optionNames: OptionNames<LearningRateSchedulerOptions> = { unit: true, initialStep: true };

/**
 * Returns a callback that sets the optimizer's learning rate before each epoch or each step.
 *
 * The rate is added to the logs of each batch and each epoch (its last rate) as `learning_rate`, for later callbacks and the
 * history returned by `fit`.
 *
 * @param optimizer the optimizer with which the model was compiled.
 * @param schedule step → rate.
 * @throws TypeError if the optimizer's learning rate cannot be set, or an option's name is unknown.
 * @throws RangeError if an option is out of range, or, during training, if the schedule returns a rate that is not finite.
 * @see Keras's `LearningRateScheduler` for `'epoch'`, and its `LearningRateSchedule` for `'step'`.
 */
export function learningRateScheduler(
  optimizer: ScheduledOptimizer,
  schedule: Schedule,
  options: LearningRateSchedulerOptions = {},
): LearningRateCallback {
  requireOptions('learningRateScheduler: options', options, optionNames);
  const { unit = 'epoch', initialStep = 0 } = options;
  requireFunction('learningRateScheduler: schedule', schedule);
  requireOneOf('learningRateScheduler: unit', unit, ['epoch', 'step']);
  requireNonNegativeInteger('learningRateScheduler: initialStep', initialStep);
  const setRate = rateSetter('learningRateScheduler: optimizer', optimizer);
  let nextStep = initialStep;
  let rate = NaN;

  function apply(step: number): void {
    rate = schedule(step);
    if (!Number.isFinite(rate)) {
      throw new RangeError(
        `learningRateScheduler: schedule must return a finite rate, got ${rate} at step ${step}`,
      );
    }
    setRate(rate);
  }

  return {
    onTrainBegin() {
      nextStep = initialStep;
    },
    onEpochBegin(epoch) {
      if (unit === 'epoch') apply(epoch);
    },
    // `fit` passes the same logs object to onBatchEnd. An onBatchEnd here would make tfjs download the loss of every batch.
    onBatchBegin(_batch, logs) {
      if (unit === 'step') apply(nextStep++);
      if (logs) logs.learning_rate = rate;
    },
    onEpochEnd(_epoch, logs) {
      if (logs) logs.learning_rate = rate;
    },
  };
}

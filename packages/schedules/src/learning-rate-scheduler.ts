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
   * What the schedule's step counts. `'epoch'` is the index of the epoch, as `fit` numbers it (`initialEpoch` included).
   * `'step'` is the number of updates since the call of `fit` began, over all epochs. Default `'epoch'`.
   */
  unit?: 'epoch' | 'step' | undefined;
  /** With `'step'`: the step of the first update, to go on where an earlier `fit` ended. Integer, zero or above. Default 0. */
  initialStep?: number | undefined;
}

/** The numbers `fit` hands to its callbacks by name. */
export type CallbackLogs = Record<string, number>;

/** A callback for `model.fit` and `model.fitDataset` of TensorFlow.js (what its types call `CustomCallbackArgs`). */
export interface LearningRateCallback {
  onTrainBegin(): void;
  onEpochBegin(epoch: number): void;
  onBatchBegin(batch: number, logs?: CallbackLogs): void;
  onEpochEnd(epoch: number, logs?: CallbackLogs): void;
}

const optionNames: OptionNames<LearningRateSchedulerOptions> = { unit: true, initialStep: true };

/**
 * A callback that sets the optimizer's learning rate before each epoch or each update.
 *
 * The rate also enters the logs as `learning_rate`: of each batch, and of each epoch (the last rate used in it), so
 * later callbacks and the history that `fit` returns have it.
 *
 * @param optimizer The optimizer the model was compiled with: one of TensorFlow.js, or any with a writable `learningRate`.
 * @param schedule Step → rate.
 * @throws TypeError if the optimizer has no learning rate to set, or an option's name is unknown.
 * @throws RangeError if an option is out of range, or, during training, if the schedule gives a rate that is not finite.
 * @see Keras' `LearningRateScheduler` for `'epoch'`, and its `LearningRateSchedule` of an optimizer for `'step'`.
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
  let nextUpdate = initialStep;
  let rate = NaN;

  function apply(step: number): void {
    rate = schedule(step);
    if (!Number.isFinite(rate)) {
      throw new RangeError(
        `learningRateScheduler: schedule must give a finite rate, got ${rate} at step ${step}`,
      );
    }
    setRate(rate);
  }

  return {
    onTrainBegin() {
      nextUpdate = initialStep;
    },
    onEpochBegin(epoch) {
      if (unit === 'epoch') apply(epoch);
    },
    // fit passes the object it gets here on to onBatchEnd. Having no onBatchEnd of our own spares a wait for the
    // device: before that one, tfjs downloads the loss of every batch.
    onBatchBegin(_batch, logs) {
      if (unit === 'step') apply(nextUpdate++);
      if (logs) logs.learning_rate = rate;
    },
    onEpochEnd(_epoch, logs) {
      if (logs) logs.learning_rate = rate;
    },
  };
}

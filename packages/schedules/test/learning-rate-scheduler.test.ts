import { describe, expect, test } from 'vitest';
import { learningRateScheduler, type Schedule } from '../src/index';

const tenth: Schedule = (step) => (step + 1) / 10;

describe('learningRateScheduler', () => {
  test('sets the rate of each epoch by its index, also after initialEpoch', () => {
    const optimizer = { learningRate: 9 };
    const callback = learningRateScheduler(optimizer, tenth);
    callback.onTrainBegin();
    expect(optimizer.learningRate).toBe(9);
    callback.onEpochBegin(0);
    expect(optimizer.learningRate).toBe(0.1);
    callback.onBatchBegin(0);
    callback.onBatchBegin(1);
    expect(optimizer.learningRate).toBe(0.1);
    callback.onEpochBegin(7);
    expect(optimizer.learningRate).toBe(0.8);
  });

  test('counts steps over all epochs with unit step', () => {
    const optimizer = { learningRate: 9 };
    const callback = learningRateScheduler(optimizer, (step) => step, { unit: 'step' });
    const rates: number[] = [];
    callback.onTrainBegin();
    for (const epoch of [0, 1]) {
      callback.onEpochBegin(epoch);
      for (const batch of [0, 1, 2]) {
        callback.onBatchBegin(batch);
        rates.push(optimizer.learningRate);
      }
    }
    expect(rates).toEqual([0, 1, 2, 3, 4, 5]);
  });

  test('counts from the beginning in every fit, or from initialStep', () => {
    const optimizer = { learningRate: 9 };
    const options = { unit: 'step', initialStep: 40 } as const;
    const callback = learningRateScheduler(optimizer, (step) => step, options);
    for (let fit = 0; fit < 2; fit++) {
      callback.onTrainBegin();
      callback.onBatchBegin(0);
      callback.onBatchBegin(1);
      expect(optimizer.learningRate).toBe(41);
    }
  });

  test('prefers setLearningRate over the field, which some optimizers only keep for show', () => {
    const calls: number[] = [];
    const optimizer = { learningRate: 9, setLearningRate: (rate: number) => calls.push(rate) };
    learningRateScheduler(optimizer, tenth).onEpochBegin(2);
    expect(calls).toEqual([0.3]);
    expect(optimizer.learningRate).toBe(9);
  });

  test('writes the rate into the logs of batches and epochs', () => {
    const callback = learningRateScheduler({ learningRate: 9 }, tenth);
    const batchLogs: Record<string, number> = {};
    const epochLogs: Record<string, number> = { loss: 2 };
    callback.onEpochBegin(4);
    callback.onBatchBegin(0, batchLogs);
    callback.onEpochEnd(4, epochLogs);
    expect(batchLogs).toEqual({ learning_rate: 0.5 });
    expect(epochLogs).toEqual({ loss: 2, learning_rate: 0.5 });
  });

  test('refuses an optimizer without a learning rate', () => {
    expect(() => learningRateScheduler({ iterations: 0 }, tenth)).toThrow(
      'learningRateScheduler: optimizer must have a numeric learningRate or a setLearningRate method, got {"iterations":0}',
    );
  });

  test('refuses a rate that is not finite, and leaves the optimizer as it was', () => {
    const optimizer = { learningRate: 9 };
    const callback = learningRateScheduler(optimizer, (step) => 1 / (2 - step));
    expect(() => callback.onEpochBegin(2)).toThrow(
      'learningRateScheduler: schedule must return a finite rate, got Infinity at step 2',
    );
    expect(optimizer.learningRate).toBe(9);
  });

  test('names the option, the rule and the value', () => {
    const optimizer = { learningRate: 1 };
    const unit = 'batch' as 'step';
    expect(() => learningRateScheduler(optimizer, tenth, { unit })).toThrow(
      "learningRateScheduler: unit must be one of 'epoch', 'step', got 'batch'",
    );
    expect(() => learningRateScheduler(optimizer, tenth, { initialStep: -1 })).toThrow(
      'learningRateScheduler: initialStep must be a non-negative integer, got -1',
    );
  });
});

import * as tf from '@tensorflow/tfjs-core';
import {
  callbacks,
  CustomCallback,
  layers,
  sequential,
  type Logs,
  type Sequential,
} from '@tensorflow/tfjs-layers';
import { describeEachBackend, expectClose, expectNoLeak } from '@nin/testing';
import { expect, test } from 'vitest';
import { learningRateScheduler, piecewise, type LearningRateSchedulerOptions } from '../src/index';

/** One weight w = 1, the input 1 and the target 0: the loss is w² and its gradient 2w, so updates can be followed by hand. */
function oneWeightModel(optimizer: tf.Optimizer): Sequential {
  const model = sequential({
    layers: [layers.dense({ units: 1, useBias: false, inputShape: [1], kernelInitializer: 'ones' })],
  });
  model.compile({ optimizer, loss: 'meanSquaredError' });
  return model;
}

async function fitOneWeight(
  optimizer: tf.Optimizer,
  schedule: (step: number) => number,
  {
    epochs,
    updatesPerEpoch,
    ...options
  }: LearningRateSchedulerOptions & { epochs: number; updatesPerEpoch: number },
): Promise<{ weight: number; history: Record<string, unknown[]> }> {
  const model = oneWeightModel(optimizer);
  const inputs = tf.ones([updatesPerEpoch, 1]);
  const targets = tf.zeros([updatesPerEpoch, 1]);
  const { history } = await model.fit(inputs, targets, {
    epochs,
    batchSize: 1,
    verbose: 0,
    callbacks: learningRateScheduler(optimizer, schedule, options),
  });
  const [weight = NaN] = await model.layers[0].getWeights()[0].data();
  tf.dispose([inputs, targets]);
  model.dispose();
  optimizer.dispose();
  return { weight, history };
}

describeEachBackend('learningRateScheduler in model.fit', () => {
  test('drives SGD by epochs, and the history holds the rates', async () => {
    // Each update multiplies w by 1 − 2 · rate, twice an epoch.
    const schedule = piecewise({ initial: 0.25, factors: { 1: 0.4 } });
    const { weight, history } = await expectNoLeak(() =>
      fitOneWeight(tf.train.sgd(9), schedule, { epochs: 2, updatesPerEpoch: 2 }),
    );
    expectClose([weight], [0.5 ** 2 * 0.8 ** 2]);
    expect(history.learning_rate).toEqual([0.25, 0.1]);
  });

  test('drives SGD by updates, and the history holds the last rate of each epoch', async () => {
    // Each update multiplies w by 1 − 2 · rate.
    const schedule = (step: number) => (step + 1) / 20;
    const { weight, history } = await fitOneWeight(tf.train.sgd(9), schedule, {
      epochs: 2,
      updatesPerEpoch: 3,
      unit: 'step',
    });
    expectClose([weight], [0.9 * 0.8 * 0.7 * 0.6 * 0.5 * 0.4]);
    expectClose(history.learning_rate as number[], [3 / 20, 6 / 20]);
  });

  test('drives Momentum', async () => {
    // v₁ = 2, w = 1 − 0.1 · 2 = 0.8; v₂ = 0.5 · 2 + 1.6 = 2.6, w = 0.8 − 0.2 · 2.6 = 0.28.
    const { weight } = await fitOneWeight(tf.train.momentum(9, 0.5), (step) => (step + 1) / 10, {
      epochs: 1,
      updatesPerEpoch: 2,
      unit: 'step',
    });
    expectClose([weight], [0.28]);
  });

  test.each([
    ['adam', () => tf.train.adam(9)],
    ['adamax', () => tf.train.adamax(9)],
    ['rmsprop', () => tf.train.rmsprop(9)],
    ['adagrad', () => tf.train.adagrad(9)],
    ['adadelta', () => tf.train.adadelta(9)],
  ])('a rate of 0 stops %s, whatever it was made with', async (_name, optimizer) => {
    const { weight } = await expectNoLeak(() =>
      fitOneWeight(optimizer(), () => 0, { epochs: 2, updatesPerEpoch: 2 }),
    );
    expect(weight).toBe(1);
  });

  test('drives Adam: each of its first updates of a steady gradient is as long as the rate', async () => {
    // With a gradient that keeps its sign and hardly changes, m̂/√v̂ is 1, so w falls by about each rate: the first
    // update by exactly its rate, and the second by 0.02 within a percent (w only changes from 1 to 0.99).
    const rates = [0.01, 0.02];
    const { weight } = await fitOneWeight(tf.train.adam(9), (step) => rates[step] ?? NaN, {
      epochs: 2,
      updatesPerEpoch: 1,
    });
    expectClose([1 - weight], [0.03], 0.01);
  });

  test('stands beside callbacks of tfjs in a CustomCallback, and those see the rate', async () => {
    const optimizer = tf.train.sgd(0.1);
    const model = oneWeightModel(optimizer);
    const inputs = tf.ones([2, 1]);
    const seen: number[] = [];
    await model.fit(inputs, inputs, {
      epochs: 2,
      batchSize: 1,
      verbose: 0,
      callbacks: [
        callbacks.earlyStopping({ monitor: 'loss', patience: 5 }),
        new CustomCallback(learningRateScheduler(optimizer, (step) => step / 10, { unit: 'step' })),
        new CustomCallback({
          onBatchEnd: (_batch: number, logs?: Logs) => {
            seen.push(logs?.learning_rate ?? NaN);
          },
        }),
      ],
    });
    expectClose(seen, [0, 0.1, 0.2, 0.3]);
    tf.dispose(inputs);
    model.dispose();
    optimizer.dispose();
  });
});

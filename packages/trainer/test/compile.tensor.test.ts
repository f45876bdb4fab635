import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { describeEachBackend, expectNoLeak } from '@nin/testing';
import { sparseCategoricalAccuracy, sparseCategoricalCrossentropy } from '@nin/trainer';
import { expect, test } from 'vitest';
import { memoryHandler } from './tiny';

/** Four classes, one for each of four inputs: the outputs are the input times the identity, so input i is class i. */
function identityModel(): tfl.Sequential {
  const dense = tfl.layers.dense({ units: 4, useBias: false, inputShape: [4] });
  const model = tfl.sequential({ layers: [dense] });
  model.setWeights([tf.eye(4)]);
  return model;
}

/** All labels are right but the last, so the accuracy is 3/4. */
const labels = [2, 0, 3, 0];
const images = () => tf.tensor2d([0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 0], [4, 4]);

/** One batch as tfjs's Dataset gives it. */
function datasetOf(xs: tf.Tensor, ys: tf.Tensor) {
  return {
    size: 1,
    iterator: () => {
      const left = [{ xs, ys }];
      return Promise.resolve({
        next: () => Promise.resolve({ done: left.length === 0, value: left.shift() ?? null }),
      });
    },
  };
}

describeEachBackend('model.compile with our loss', () => {
  const compiled = () => {
    const model = identityModel();
    model.compile({
      optimizer: tf.train.sgd(0),
      loss: sparseCategoricalCrossentropy(),
      metrics: [sparseCategoricalAccuracy],
    });
    return model;
  };

  test('the accuracy is right for integer labels, in one column too', async () => {
    for (const shape of [[4], [4, 1]]) {
      for (const dtype of ['int32', 'float32'] as const) {
        const dataset = datasetOf(images(), tf.tensor(labels, shape, dtype));
        const { history } = await compiled().fitDataset(dataset, { epochs: 1, verbose: 0 });
        expect(history.acc).toEqual([0.75]);
      }
    }
  });

  test('the accuracy is right for one-hot rows, which fit insists on', async () => {
    const rows = tf.oneHot(tf.tensor1d(labels, 'int32'), 4);
    const { history } = await compiled().fit(images(), rows, { epochs: 1, verbose: 0 });
    expect(history.acc).toEqual([0.75]);
  });

  test('the metric counts each example, leaks nothing, and refuses what does not fit', async () => {
    const outputs = tf.tensor2d([
      [1, 0],
      [0, 1],
      [2, 3],
    ]);
    const values = await sparseCategoricalAccuracy(tf.tensor1d([0, 0, 1], 'int32'), outputs).data();
    expect(Array.from(values)).toEqual([1, 0, 1]);
    const column = tf.tensor2d([[0], [5], [-1]]);
    expect(Array.from(await sparseCategoricalAccuracy(column, outputs).data())).toEqual([1, 0, 0]);
    await expectNoLeak(() => sparseCategoricalAccuracy(column, outputs).dispose());
    expect(() => sparseCategoricalAccuracy(tf.zeros([2]), outputs)).toThrow(
      'sparseCategoricalAccuracy: yTrue must be [3], [3, 1] or [3, 2], got [2]',
    );
  });

  test('saving with the optimizer says that the loss is not saved, and saves without', async () => {
    const model = compiled();
    const saving = model.save(memoryHandler(), { includeOptimizer: true });
    await expect(saving).rejects.toThrow(
      'sparseCategoricalCrossentropy: tfjs cannot save a loss function; save without includeOptimizer, or ' +
        "with saveCheckpoint, which keeps the optimizer's state, and compile with the loss again after loading",
    );
    await expect(model.save(memoryHandler())).resolves.toBeDefined();
  });

  test("a model of tfjs's own loss and our metric loads with its optimizer", async () => {
    const model = identityModel();
    model.compile({
      optimizer: tf.train.sgd(0.5),
      loss: 'sparseCategoricalCrossentropy',
      metrics: [sparseCategoricalAccuracy],
    });
    const handler = memoryHandler();
    await model.save(handler, { includeOptimizer: true });
    const loaded = await tfl.loadLayersModel(handler);
    expect(loaded.metricsNames).toEqual(['loss', 'acc']);
  });
});

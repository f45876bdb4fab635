import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import type { NinSpec } from '@nin/blocks';
import { synthetic, type Batch } from '@nin/cifar';
import { beforeAll, expect, test } from 'vitest';
import { recipes } from '../src/recipes';
import { testResults } from '../src/test-results';
import { openSession, type SessionOptions } from '../src/training-session';

const network: NinSpec = {
  inputShape: [32, 32, 3],
  blocks: [{ filters: 2, kernelSize: 3, strides: 8, mlpLayers: 1, mlpFilters: 10 }],
  head: 'globalAverage',
};
const data = { train: synthetic({ count: 20, seed: 1 }), test: synthetic({ count: 6, seed: 2 }) };
const settings = { ...recipes.tiny, epochs: 2, batchSize: 8, seed: 3 };

beforeAll(async () => {
  await tf.setBackend('cpu');
});

/** Trains from the start, and gives the reports of the epochs and the weights. */
async function trained(options?: SessionOptions) {
  const session = openSession(network, settings, data);
  const epochs = [];
  for await (const report of session.epochs(options)) epochs.push(report);
  const weights = await Promise.all(
    session.model.getWeights().map(async (weight) => [...(await weight.data())]),
  );
  session.dispose();
  return { epochs, weights };
}

test('a session trains all epochs on all images, and measures the test images', async () => {
  const { epochs } = await trained();
  expect(epochs.map(({ epoch }) => epoch)).toEqual([1, 2]);
  // ⌈20 / 8⌉ steps.
  expect(epochs.map(({ steps, images }) => [steps, images])).toEqual([
    [3, 20],
    [3, 20],
  ]);
  expect(epochs.every(({ validationLoss }) => Number.isFinite(validationLoss))).toBe(true);
});

test('training batches can be held back on their way, which changes nothing', async () => {
  const counts: number[] = [];
  async function* later(batches: Iterable<Batch>): AsyncIterable<Batch> {
    for (const batch of batches) {
      await new Promise((resolve) => setTimeout(resolve, 1));
      counts.push(batch.count);
      yield batch;
    }
  }
  const held = await trained({ wrapBatches: later });
  // Two epochs of the 20 training images; the 6 test images do not come by.
  expect(counts).toEqual([8, 8, 4, 8, 8, 4]);
  expect(held.weights).toEqual((await trained()).weights);
});

test('a session that is disposed leaves nothing', async () => {
  await trained();
  const before = tf.memory().numTensors;
  await trained();
  expect(tf.memory().numTensors).toBe(before);
});

test('the lecture has outputs without a class, which are named where they are predicted', async () => {
  const twelve = { ...network, blocks: [{ ...network.blocks[0], mlpFilters: 12 }] };
  const { model, dispose } = openSession(twelve, settings, data);
  try {
    const results = await testResults(model, data.test, 'standard');
    expect(results.predictions).toHaveLength(6);
    const right = Array.from(results.predictions).filter((label, image) => label === data.test.labels[image]);
    expect(results.accuracy).toBeCloseTo(right.length / 6, 12);
    // The last weights are the biases of the twelve outputs.
    model.setWeights([
      ...model.getWeights().slice(0, -1),
      tf.tensor1d([...new Array<number>(11).fill(0), 100]),
    ]);
    const surplus = await testResults(model, data.test, 'standard');
    expect(Array.from(surplus.predictions)).toEqual([11, 11, 11, 11, 11, 11]);
    expect(surplus.accuracy).toBe(0);
    expect(surplus.matrix.classNames.slice(-3)).toEqual([data.test.classNames[9], 'unused 1', 'unused 2']);
  } finally {
    dispose();
  }
});

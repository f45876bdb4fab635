import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import type { NinBlock, NinSpec } from '@nin/blocks';
import { batches, synthetic, type Batch } from '@nin/cifar';
import { modelCard, predict, prepareImages } from '@nin/trainer';
import { beforeAll, expect, test } from 'vitest';
import { recipes } from '../src/recipes';
import { testResults } from '../src/test-results';
import { openExperiment, type SessionOptions } from '../src/open-experiment';
import { parseExperiment } from '../src/experiment/experiment';

const network: NinSpec<NinBlock> = {
  inputShape: [32, 32, 3],
  blocks: [{ filters: 2, kernelSize: 3, strides: 8, mlpLayers: 1, mlpFilters: 10 }],
  head: 'globalAverage',
};
const data = {
  train: synthetic({ count: 20, seed: 1 }),
  test: synthetic({ count: 6, seed: 2 }),
  title: 'drawn',
  synthetic: true,
};
const { optimizer, schedule, batch } = recipes.tiny.experiment;
const experiment = parseExperiment({
  network,
  optimizer,
  schedule,
  batch: { ...batch, size: 8 },
  epochs: 2,
  seed: 3,
});

beforeAll(async () => {
  await tf.setBackend('cpu');
});

/** Trains from the start, and gives the reports of the epochs and the weights. */
async function trained(options?: SessionOptions) {
  const session = openExperiment(experiment, data);
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
  const { model, dispose } = openExperiment({ ...experiment, network: twelve }, data);
  try {
    const results = await testResults(model, data.test);
    expect(results.predictions).toHaveLength(6);
    const right = Array.from(results.predictions).filter((label, image) => label === data.test.labels[image]);
    expect(results.accuracy).toBeCloseTo(right.length / 6, 12);
    // The last weights are the biases of the twelve outputs.
    model.setWeights([
      ...model.getWeights().slice(0, -1),
      tf.tensor1d([...new Array<number>(11).fill(0), 100]),
    ]);
    const surplus = await testResults(model, data.test);
    expect(Array.from(surplus.predictions)).toEqual([11, 11, 11, 11, 11, 11]);
    expect(surplus.accuracy).toBe(0);
    expect(surplus.matrix.classNames.slice(-3)).toEqual([data.test.classNames[9], 'unused 1', 'unused 2']);
  } finally {
    dispose();
  }
});

test('a session describes its model: what it takes by the numbers, its classes, how far it has come', () => {
  const { model, describe, dispose } = openExperiment(experiment, data);
  try {
    expect(modelCard(model)).toMatchObject({
      // CIFAR-10's published statistics.
      input: { normalization: { mean: [0.4914, 0.4822, 0.4465], std: [0.247, 0.2435, 0.2616] } },
      classNames: data.test.classNames,
      output: 'logits',
      source: { data: 'drawn', synthetic: true, epochs: 0 },
    });
    expect(modelCard(model)?.source).not.toHaveProperty('testImages');
    describe({ epochs: 2, testAccuracy: 0.5 });
    expect(modelCard(model)?.source).toMatchObject({ epochs: 2, testAccuracy: 0.5, testImages: 6 });
    const hundred = { ...data, train: synthetic({ count: 100, classes: 100 }) };
    const wide = openExperiment(
      {
        ...experiment,
        network: { ...network, blocks: [{ ...network.blocks[0], mlpFilters: 100 }] } as typeof network,
      },
      hundred,
    );
    // CIFAR-100's.
    expect(modelCard(wide.model)?.input.normalization).toMatchObject({ mean: [0.5071, 0.4865, 0.4409] });
    wide.dispose();
  } finally {
    dispose();
  }
});

test('a checkpoint says what its own epoch has reached', async () => {
  const saved: unknown[] = [];
  const save: tf.io.IOHandler = {
    save({ userDefinedMetadata }) {
      saved.push((userDefinedMetadata as { modelCard: { source: unknown } }).modelCard.source);
      return Promise.resolve({ modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: 'JSON' } });
    },
  };
  const { epochs } = await trained({ checkpoint: { save } });
  expect(saved).toMatchObject(
    epochs.map(({ epoch, validationAccuracy }) => ({ epochs: epoch, testAccuracy: validationAccuracy })),
  );
  expect(saved).toHaveLength(2);
});

test('test results are those of the batches of the training, to the last bit', async () => {
  const { model, dispose } = openExperiment(experiment, data);
  try {
    const { predictions, scores } = await predict(model, batches(data.test, { normalize: batch.normalize }));
    const results = await testResults(model, data.test);
    expect(results.predictions).toEqual(predictions);
    const prepared = await predict(model, [prepareImages(modelCard(model)!, data.test)]);
    expect(prepared.scores).toEqual(scores);
  } finally {
    dispose();
  }
});

test('images of other classes than the model knows are not tested', async () => {
  const { model, dispose } = openExperiment(experiment, data);
  try {
    const classNames = data.test.classNames.map((name) => name.toUpperCase());
    await expect(testResults(model, { ...data.test, classNames })).rejects.toThrow(
      `the model must know the classes of the images, but ${classNames[0]} is ${data.test.classNames[0]} to it`,
    );
  } finally {
    dispose();
  }
});

test('a network that does not fit the data is refused before anything is built', () => {
  const before = tf.memory().numTensors;
  const wide = { ...experiment, network: { ...network, inputShape: [64, 64, 3] as const } };
  expect(() => openExperiment(wide as never, data)).toThrow(
    'openExperiment: network.inputShape must be that of the images of drawn, 3072 numbers each, got [64,64,3]',
  );
  const narrow: typeof network = { ...network, blocks: [{ ...network.blocks[0], mlpFilters: 9 }] };
  expect(() => openExperiment({ ...experiment, network: narrow }, data)).toThrow(
    'openExperiment: network must have an output for each of the 10 classes of drawn, got 9: fitToClasses widens it',
  );
  expect(() => openExperiment(experiment, data, { kind: [] } as never)).toThrow('did you mean kinds');
  expect(tf.memory().numTensors).toBe(before);
});

test('a checkpoint of another experiment is refused; where the data lie does not matter', async () => {
  const artifacts: tf.io.ModelArtifacts[] = [];
  const save: tf.io.IOHandler = {
    save(saved) {
      artifacts.push(saved);
      return Promise.resolve({ modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: 'JSON' } });
    },
    load: () => Promise.resolve(artifacts.at(-1)!),
  };
  await trained({ checkpoint: { save } });
  const elsewhere = openExperiment({ ...experiment, data: { source: '/elsewhere' } }, data);
  await elsewhere.restore({ save });
  elsewhere.dispose();
  const other = openExperiment({ ...experiment, loss: { labelSmoothing: 0.1 } }, data);
  await expect(other.restore({ save })).rejects.toThrow('experiment');
  other.dispose();
});

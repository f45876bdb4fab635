import '@tensorflow/tfjs-backend-cpu';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { fileSystem, loadModel } from '@nin/trainer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { failureOf, graphNetwork, outputsOf, recurrentNetwork, release } from './kinds-of-models';
import { memoryHandler, numbersOf, tinyNetwork, weightsOf } from './tiny';

let root: string;
let directories = 0;
beforeAll(async () => {
  await tf.setBackend('cpu');
  root = await mkdtemp(join(tmpdir(), 'nin-load-'));
});
afterAll(() => rm(root, { recursive: true }));

describe('loadModel', () => {
  test.each([
    ['a sequence with a sequence in it', tinyNetwork],
    ['a graph', graphNetwork],
    ['recurrent layers in wrappers', recurrentNetwork],
  ])('loads %s as tfjs does', async (_, network) => {
    const directory = join(root, `model-${++directories}`);
    const model = network();
    model.setUserDefinedMetadata({ classes: ['a'] });
    await model.save(fileSystem(directory));
    const loaded = await loadModel(fileSystem(directory));
    const byTfjs = await tfl.loadLayersModel(fileSystem(directory));
    expect(await outputsOf(loaded)).toEqual(await outputsOf(byTfjs));
    expect(await outputsOf(loaded)).toEqual(await outputsOf(model));
    expect(await weightsOf(loaded)).toEqual(await weightsOf(model));
    expect(loaded.getUserDefinedMetadata()).toEqual({ classes: ['a'] });
    expect(loaded.toJSON(null, false)).toEqual(byTfjs.toJSON(null, false));
    expect(loaded.trainableWeights.map(({ originalName }) => originalName)).toEqual(
      model.trainableWeights.map(({ originalName }) => originalName),
    );
  });

  test('loads the optimizer and its state', async () => {
    const model = tinyNetwork();
    model.compile({ optimizer: 'adam', loss: 'meanSquaredError' });
    await model.fit(tf.ones([3, 4, 4, 1]), tf.zeros([3, 4]), { epochs: 2, verbose: 0 });
    const memory = memoryHandler();
    await model.save(memory, { includeOptimizer: true });
    const loaded = await loadModel(memory);
    const stateOf = async ({ optimizer }: tfl.LayersModel) =>
      numbersOf((await optimizer.getWeights()).map(({ tensor }) => tensor));
    expect(loaded.optimizer.getClassName()).toBe('Adam');
    expect(await stateOf(loaded)).toEqual(await stateOf(model));
  });

  test('leaves nothing in memory but the model, and no trace in tfjs', async () => {
    const memory = memoryHandler();
    await graphNetwork().save(memory);
    const before = tf.memory().numTensors;
    const loaded = await loadModel(memory);
    expect(tf.memory().numTensors - before).toBe(loaded.weights.length);
    release(loaded);
    expect(tf.memory().numTensors).toBe(before);
    // A layer made afterwards has its own first weights, as many as it likes.
    const dense = tfl.layers.dense({ units: 1000, kernelInitializer: 'ones', inputShape: [1000] });
    tfl.sequential({ layers: [dense] });
    expect((await numbersOf(dense.getWeights()))[0]?.every((value) => value === 1)).toBe(true);
  });

  test('names where it loads from, and what cannot be read', async () => {
    const directory = join(root, 'nothing');
    const missing = await failureOf(loadModel(fileSystem(directory)));
    expect(missing).toMatchObject({ problem: 'missing', path: join(directory, 'model.json') });
    const url = 'http://127.0.0.1:1/model.json';
    const unreachable = await failureOf(loadModel(url));
    expect(unreachable).toMatchObject({ problem: 'unreadable', path: url });
    expect(unreachable.message).toContain(`loadModel: ${url} cannot be read: `);
    const empty = await failureOf(loadModel(memoryHandler()));
    expect(empty.message).toBe('loadModel: the model cannot be read: nothing saved');
    await expect(loadModel({})).rejects.toThrow(
      "loadModel: handler must be able to load, such as fileSystem(directory) or 'indexeddb://name', got {}",
    );
  });

  test('names an optimizer that nobody has registered', async () => {
    const memory = memoryHandler();
    await tinyNetwork().save(memory);
    const trainingConfig = { optimizer_config: { class_name: 'NinAdamW', config: {} }, loss: 'mse' };
    const artifacts = { ...memory.artifacts, trainingConfig } as unknown as tf.io.ModelArtifacts;
    await expect(loadModel(tf.io.fromMemory(artifacts))).rejects.toThrow(
      'loadModel: the optimizer that the model was saved with must be registered, got NinAdamW',
    );
  });

  test('lets errors of memory and devices pass: the files are not to blame', async () => {
    class DeviceLostError extends Error {
      override readonly name = 'DeviceLostError';
    }
    class Faulty extends tfl.layers.Layer {
      static readonly className = 'FaultyForTest';
      override build(): void {
        throw new DeviceLostError('the GPU is gone');
      }
    }
    tf.serialization.registerClass(Faulty);
    const layer = { class_name: 'FaultyForTest', config: { name: 'a', batch_input_shape: [null, 1] } };
    const modelTopology = { class_name: 'Sequential', config: { name: 'm', layers: [layer] } };
    const loading = loadModel(
      tf.io.fromMemory({ modelTopology, weightSpecs: [], weightData: new ArrayBuffer(0) }),
    );
    await expect(loading).rejects.toThrow(DeviceLostError);
  });
});

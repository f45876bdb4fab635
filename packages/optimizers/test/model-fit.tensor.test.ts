import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { describeEachBackend, expectNoLeak, randomValues } from '@nin/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { adamW, biasAndBatchNorm, registerOptimizers, sgd } from '../src/index';

const optimizers = [
  ['adamW', () => adamW({ learningRate: 0.02, weightDecay: 0.01, clipNorm: 5, exclude: biasAndBatchNorm })],
  ['sgd', () => sgd({ learningRate: 0.05, momentum: 0.9, nesterov: true, exclude: ['bias', 'bn_of'] })],
] as const;

/** Two models made with the same name have weights of the same names, with suffixes. */
function makeModel(name: string): tfl.Sequential {
  return tfl.sequential({
    layers: [
      tfl.layers.conv2d({
        inputShape: [5, 5, 1],
        filters: 3,
        kernelSize: 3,
        activation: 'relu',
        kernelInitializer: tfl.initializers.glorotUniform({ seed: 1 }),
        name: `${name}/conv`,
      }),
      tfl.layers.batchNormalization({ name: `bn_of_${name}` }),
      tfl.layers.globalAveragePooling2d({}),
      tfl.layers.dense({
        units: 1,
        kernelInitializer: tfl.initializers.glorotUniform({ seed: 2 }),
        name: `${name}/dense`,
      }),
    ],
  });
}

async function readWeights(model: tfl.LayersModel): Promise<number[][]> {
  return Promise.all(model.getWeights().map(async (weight) => [...(await weight.data())]));
}

describeEachBackend('model.fit', (backend) => {
  let images: tf.Tensor;
  let brightness: tf.Tensor;

  beforeAll(() => {
    const values = randomValues(16 * 25, 7);
    images = tf.tensor(values, [16, 5, 5, 1]);
    brightness = tf.tidy(() => tf.mul(tf.sum(tf.reshape(images, [16, 25]), 1, true), 0.2));
  });
  afterAll(() => tf.dispose([images, brightness]));

  describe.each(optimizers)('with %s', (kind, factory) => {
    const name = `${kind}_${backend}`;

    test('learns, at a constant number of tensors', async () => {
      const model = makeModel(name);
      const optimizer = factory();
      model.compile({ optimizer, loss: 'meanSquaredError' });
      const options = { epochs: 1, batchSize: 8, shuffle: false, verbose: 0 } as const;
      const { history } = await model.fit(images, brightness, options);
      await expectNoLeak(() => model.fit(images, brightness, options));
      const more = await model.fit(images, brightness, { ...options, epochs: 30 });
      expect(optimizer.iterations).toBe(64);
      expect(Number(more.history.loss[29])).toBeLessThan(0.5 * Number(history.loss[0]));
      model.dispose();
      optimizer.dispose();
    });

    test('resumes a copy of the model in the same process, bit by bit', async () => {
      const first = makeModel(name);
      const optimizer = factory();
      first.compile({ optimizer, loss: 'meanSquaredError' });
      for (let i = 0; i < 3; i++) await first.trainOnBatch(images, brightness);
      const copy = makeModel(name);
      expect(copy.weights[0].name).not.toBe(first.weights[0].name);
      copy.setWeights(first.getWeights());
      const resumed = factory();
      await resumed.setWeights(await optimizer.getWeights());
      copy.compile({ optimizer: resumed, loss: 'meanSquaredError' });
      for (let i = 0; i < 3; i++) {
        await first.trainOnBatch(images, brightness);
        await copy.trainOnBatch(images, brightness);
      }
      expect(await readWeights(copy)).toEqual(await readWeights(first));
      for (const disposable of [first, copy, optimizer, resumed]) disposable.dispose();
    });

    test('comes back with the model that model.save and loadLayersModel keep', async () => {
      registerOptimizers();
      const model = makeModel(name);
      const optimizer = factory();
      model.compile({ optimizer, loss: 'meanSquaredError' });
      await model.trainOnBatch(images, brightness);
      optimizer.learningRate = 0.03125;
      let kept: tf.io.ModelArtifacts = {};
      const handler = tf.io.withSaveHandler((artifacts) => {
        // What a file would hold.
        kept = { ...artifacts, ...(JSON.parse(JSON.stringify(withoutData(artifacts))) as object) };
        return Promise.resolve({ modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } });
      });
      await model.save(handler, { includeOptimizer: true });
      await expectNoLeak(() => model.save(handler, { includeOptimizer: true }));

      const loaded = await tfl.loadLayersModel(tf.io.fromMemory(kept));
      const restored = loaded.optimizer as ReturnType<typeof factory>;
      expect(restored).toBeInstanceOf(optimizer.constructor);
      expect(restored.getConfig()).toEqual(optimizer.getConfig());
      expect(restored.learningRate).toBe(0.03125);
      expect(restored.iterations).toBe(1);
      for (const each of [model, loaded]) await each.trainOnBatch(images, brightness);
      expect(await readWeights(loaded)).toEqual(await readWeights(model));
      for (const disposable of [model, loaded, optimizer, restored]) disposable.dispose();
    });
  });
});

function withoutData({ weightData: _weightData, ...rest }: tf.io.ModelArtifacts): tf.io.ModelArtifacts {
  return rest;
}

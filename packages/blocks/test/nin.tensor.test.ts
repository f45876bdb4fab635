import * as tf from '@tensorflow/tfjs-core';
import { loadLayersModel, model as functional, type LayersModel } from '@tensorflow/tfjs-layers';
import { describeEachBackend, expectClose, expectNoLeak, randomValues } from '@nin/testing';
import { expect, test } from 'vitest';
import { lectureSpec, nin, paperSpec, profile, withWidth, type NinSpec } from '../src/index';

const small: NinSpec = {
  inputShape: [8, 6, 3],
  blocks: [
    { filters: 6, kernelSize: 3, strides: 2, mlpLayers: 1, kernelInitializer: 'heNormal' },
    { filters: 5, kernelSize: 3, mlpFilters: [4, 3], outputActivation: 'linear', dropout: 0.5 },
  ],
  head: 'globalAverage',
};

/** The small network with batch normalization. */
const normalized: NinSpec = {
  ...small,
  blocks: small.blocks.map((block) => ({ ...block, batchNorm: { momentum: 0.75, epsilon: 1e-5 } })),
};

const images = (count: number, [height = 0, width = 0, channels = 0]: readonly number[], seed: number) =>
  tf.tensor4d(randomValues(count * height * width * channels, seed), [count, height, width, channels]);

function predict(model: LayersModel, x: tf.Tensor): Promise<Float32Array> {
  const y = model.predict(x) as tf.Tensor;
  return y.data<'float32'>().finally(() => y.dispose());
}

/** What a layer gives for x, and that layer's shape. */
function outputOf(model: LayersModel, name: string, x: tf.Tensor, training = false): tf.Tensor4D {
  const part = functional({ inputs: model.inputs, outputs: model.getLayer(name).output });
  return part.apply(x, { training }) as tf.Tensor4D;
}

function weight(model: LayersModel, name: string): tf.Tensor {
  const found = model.weights.find(({ originalName }) => originalName === name);
  if (!found) throw new Error(`no weight ${name}`);
  return found.read();
}

describeEachBackend('nin', () => {
  test.each([
    ['a quarter of lectureSpec', withWidth(lectureSpec, 0.25), 20],
    ['a quarter of the paper', withWidth(paperSpec, 0.25), 10],
  ])('maps images to logits: %s', async (_name, spec, classes) => {
    await expectNoLeak(async () => {
      const model = nin(spec, { seed: 1 });
      expect(model.countParams()).toBe(profile(spec).totals.params);
      const x = images(1, spec.inputShape, 3);
      const y = model.predict(x) as tf.Tensor;
      expect(y.shape).toEqual([1, classes]);
      expect((await y.data()).every(Number.isFinite)).toBe(true);
      tf.dispose([x, y]);
      model.dispose();
    });
  });

  test('starts with a convolution over padded pixels', async () => {
    const model = nin(small, { seed: 4 });
    const x = images(1, small.inputShape, 5);
    const found = outputOf(model, 'block1/conv', x);
    expect(found.shape).toEqual([1, 4, 3, 6]);
    const kernel = await weight(model, 'block1/conv/kernel').data();
    const pixels = await x.data();
    // Strides 2 over 8×6 with a 3×3 kernel: one row and one column of padding, and those come last.
    const expected = new Float64Array(4 * 3 * 6);
    for (let row = 0; row < 4; row++) {
      for (let column = 0; column < 3; column++) {
        for (let filter = 0; filter < 6; filter++) {
          let sum = 0;
          for (let i = 0; i < 3; i++) {
            for (let j = 0; j < 3; j++) {
              for (let channel = 0; channel < 3; channel++) {
                const [y, z] = [2 * row + i, 2 * column + j];
                const pixel = y < 8 && z < 6 ? pixels[(y * 6 + z) * 3 + channel] : 0;
                sum += pixel * kernel[((i * 3 + j) * 3 + channel) * 6 + filter];
              }
            }
          }
          expected[(row * 3 + column) * 6 + filter] = Math.max(0, sum);
        }
      }
    }
    expectClose(await found.data(), expected, 1e-5);
    tf.dispose([x, found]);
    model.dispose();
  });

  test('has 1×1 convolutions, one perceptron at every pixel', async () => {
    const model = nin(small, { seed: 6 });
    const layer = model.getLayer('block1/mlp1');
    const biases = randomValues(6, 7);
    tf.tidy(() => layer.setWeights([layer.getWeights()[0], tf.tensor1d(biases)]));
    const x = images(2, small.inputShape, 8);
    const before = outputOf(model, 'block1/conv', x);
    const after = outputOf(model, 'block1/mlp1', x);
    const [features, kernel] = [await before.data(), await weight(model, 'block1/mlp1/kernel').data()];
    // relu(Wᵀ · features + b), the same W and b at each of 2·4·3 pixels.
    const expected = new Float64Array(24 * 6);
    for (let pixel = 0; pixel < 24; pixel++) {
      for (let neuron = 0; neuron < 6; neuron++) {
        let sum = biases[neuron];
        for (let i = 0; i < 6; i++) {
          sum += features[pixel * 6 + i] * kernel[i * 6 + neuron];
        }
        expected[pixel * 6 + neuron] = Math.max(0, sum);
      }
    }
    expectClose(await after.data(), expected, 1e-5);
    tf.dispose([x, before, after]);
    model.dispose();
  });

  test('ends with the mean of each map, which can be negative without a last activation', async () => {
    const model = nin(small, { seed: 9 });
    const x = images(4, small.inputShape, 10);
    const maps = outputOf(model, 'block2/mlp2', x);
    expect(maps.shape).toEqual([4, 4, 3, 3]);
    const values = await maps.data();
    const expected = new Float64Array(12);
    for (let image = 0; image < 4; image++) {
      for (let pixel = 0; pixel < 12; pixel++) {
        for (let logit = 0; logit < 3; logit++) {
          expected[image * 3 + logit] += values[(image * 12 + pixel) * 3 + logit] / 12;
        }
      }
    }
    const logits = await predict(model, x);
    expectClose(logits, expected, 1e-5);
    expect(Math.min(...logits)).toBeLessThan(0);
    tf.dispose([x, maps]);
    model.dispose();
  });

  test('normalizes each channel over the batch in training, and updates its moving averages', async () => {
    const model = nin(normalized, { seed: 11 });
    const x = images(8, small.inputShape, 12);
    const linear = outputOf(model, 'block1/conv', x);
    const normal = outputOf(model, 'block1/conv/bn', x, true);
    const [values, found] = [await linear.data(), await normal.data()];
    const moving = await weight(model, 'block1/conv/bn/moving_mean').data();
    // 8 images of 4×3 pixels.
    const [count, channels] = [96, 6];
    const expected = new Float64Array(count * channels);
    const movingExpected = new Float64Array(channels);
    for (let channel = 0; channel < channels; channel++) {
      let mean = 0;
      for (let i = 0; i < count; i++) mean += values[i * channels + channel] / count;
      let variance = 0;
      for (let i = 0; i < count; i++) {
        variance += (values[i * channels + channel] - mean) ** 2 / count;
      }
      for (let i = 0; i < count; i++) {
        const value = values[i * channels + channel];
        expected[i * channels + channel] = (value - mean) / Math.sqrt(variance + 1e-5);
      }
      // From zero, a quarter of the way with a momentum of 0.75.
      movingExpected[channel] = 0.25 * mean;
    }
    expectClose(found, expected, 1e-4);
    expectClose(moving, movingExpected, 1e-4);
    tf.dispose([x, linear, normal]);
    model.dispose();
  });

  test('has a gradient for every trainable weight', async () => {
    const model = nin(normalized, { seed: 13 });
    const x = images(4, small.inputShape, 14);
    const variables = model.trainableWeights.map((w) => w.read() as tf.Variable);
    const { value, grads } = tf.variableGrads(
      () => tf.mean(tf.square(model.apply(x, { training: true }) as tf.Tensor)),
      variables,
    );
    expect(Object.keys(grads)).toHaveLength(model.trainableWeights.length);
    for (const { name, originalName } of model.trainableWeights) {
      const gradient = (await grads[name]?.data()) ?? [];
      // Batch normalization takes away whatever bias the convolution before it adds.
      const size = Math.max(...gradient.map(Math.abs));
      if (originalName.endsWith('/bias')) expect(size, originalName).toBeLessThan(1e-5);
      else expect(size, originalName).toBeGreaterThan(1e-7);
    }
    tf.dispose([x, value, ...Object.values(grads)]);
    model.dispose();
  });

  test('at 32×32 the last convolution of lectureSpec sees only padding except at the center of its kernels', async () => {
    const spec = withWidth(lectureSpec, 0.05);
    const model = nin(spec, { seed: 15 });
    const x = images(2, spec.inputShape, 16);
    const kernel = weight(model, 'block4/conv/kernel') as tf.Variable;
    const { value, grads } = tf.variableGrads(() => tf.sum(model.apply(x) as tf.Tensor), [kernel]);
    const gradient = (await grads[kernel.name]?.data()) ?? [];
    // 3·3 taps of 51 channels (1024 · 0.05, rounded) and 20 filters; the fifth tap is the center.
    const tapSize = 51 * 20;
    expect(gradient).toHaveLength(9 * tapSize);
    const taps = Array.from({ length: 9 }, (_, tap) => gradient.slice(tap * tapSize, (tap + 1) * tapSize));
    expect(taps.map((tap) => tap.some((g) => g !== 0))).toEqual(
      [0, 1, 2, 3, 4, 5, 6, 7, 8].map((i) => i === 4),
    );
    tf.dispose([x, value, ...Object.values(grads)]);
    model.dispose();
  });

  test('has the same weights for the same seed, others for another, and no equal weights', async () => {
    const kernels = async (seed?: number) => {
      const model = nin(small, { seed });
      const values = await Promise.all(model.getWeights().map((w) => w.data()));
      model.dispose();
      return values.map((value) => Array.from(value)).filter((value) => value.some((v) => v !== 0));
    };
    const [first, again, other, free] = [
      await kernels(1),
      await kernels(1),
      await kernels(2),
      await kernels(),
    ];
    expect(again).toEqual(first);
    expect(first).toHaveLength(5);
    for (const [i, values] of first.entries()) {
      expect(other[i]).not.toEqual(values);
      expect(free[i]).not.toEqual(values);
    }
    expect(new Set(first.map(([value]) => value)).size).toBe(5);
  });

  test('saves and loads with plain TensorFlow.js and predicts the same', async () => {
    await expectNoLeak(async () => {
      const model = nin(normalized, { seed: 17 });
      const x = images(3, small.inputShape, 18);
      // Averages other than at the start, to see that they are saved.
      tf.dispose(model.apply(x, { training: true }) as tf.Tensor);
      let artifacts: tf.io.ModelArtifacts = {};
      await model.save(
        tf.io.withSaveHandler((saved) => {
          artifacts = saved;
          return Promise.resolve({
            modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' },
          });
        }),
      );
      const loaded = await loadLayersModel(tf.io.fromMemory(artifacts));
      expect(loaded.layers.map(({ name }) => name)).toEqual(model.layers.map(({ name }) => name));
      expect(await predict(loaded, x)).toEqual(await predict(model, x));
      expect(profile(loaded)).toEqual(profile(normalized));
      tf.dispose(x);
      model.dispose();
      loaded.dispose();
    });
  });

  test('leaks nothing when disposed, trained or not', async () => {
    await expectNoLeak(async () => {
      nin(small).dispose();
      // Without dropout, whose masks are not seeded, the loss falls for certain.
      const blocks = normalized.blocks.map((block) => ({ ...block, dropout: 0 }));
      const model = nin({ ...normalized, blocks }, { seed: 19 });
      const optimizer = tf.train.sgd(0.01);
      model.compile({ optimizer, loss: 'meanSquaredError' });
      const [x, y] = [images(4, small.inputShape, 20), tf.ones([4, 3])];
      const { history } = await model.fit(x, y, { epochs: 3, batchSize: 4, verbose: 0 });
      const losses = history.loss as number[];
      expect(losses.at(-1)).toBeLessThan(losses[0]);
      tf.dispose([x, y]);
      model.dispose();
      optimizer.dispose();
    });
  });
});

test('nin names its layers by block', () => {
  const model = nin({
    ...normalized,
    blocks: [{ ...small.blocks[0], pool: { kind: 'max', size: 2 }, dropout: 0.1 }],
  });
  expect(model.layers.map(({ name }) => name)).toEqual([
    'block1/conv',
    'block1/mlp1',
    'pool1',
    'dropout1',
    'head',
  ]);
  model.dispose();
});

test('nin refuses an invalid seed and an impossible network', () => {
  expect(() => nin(small, { seed: 1.5 })).toThrow('nin: seed must be an integer, got 1.5');
  expect(() => nin({ ...lectureSpec, inputShape: [8, 8, 3] })).toThrow(
    'nin: block 2: a pooling of 3×3 without padding must have a map of at least that size, got 1×1',
  );
});

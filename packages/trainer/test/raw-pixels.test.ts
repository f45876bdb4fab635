import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { beforeEach, describe, expect, test, vi } from 'vitest';

const { layers } = tfl;
const shape = [2, 2, 1];
const labels = [0, 1];
const pixels = Float32Array.of(0, 255, 17, 3, 99, 128, 40, 200);

beforeEach(() => tf.setBackend('cpu'));

/** What is printed, by a module that has not warned yet. */
async function warnings(
  use: (trainer: typeof import('@nin/trainer')) => PromiseLike<unknown>,
): Promise<unknown[]> {
  vi.resetModules();
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  try {
    await use(await import('@nin/trainer'));
    // tfjs itself greets those who start its cpu backend in Node.
    return warn.mock.calls
      .map(([message]: unknown[]) => message)
      .filter((text) => !/Hi, looks/.test(String(text)));
  } finally {
    warn.mockRestore();
  }
}

const head = () => [layers.flatten(), layers.dense({ units: 2 })];
const convolution = (name?: string) =>
  layers.conv2d({ filters: 2, kernelSize: 1, inputShape: shape, ...(name && { name }) });
const plain = () => tfl.sequential({ layers: [convolution('first'), ...head()] });

describe('pixels from 0 to 255 as floats', () => {
  const message = (name: string, layer: string) =>
    `${name}: the images look like pixels from 0 to 255, which the layer ${layer} does not rescale. Pass bytes (a ` +
    'Uint8Array), which are normalized automatically, or normalize the images like the training images, or begin ' +
    'the network with tf.layers.rescaling({ scale: 1 / 255 }).';

  test('are warned of, once', async () => {
    const data = { images: pixels, labels, shape };
    expect(await warnings(({ predict }) => predict(plain(), data))).toEqual([message('predict', 'first')]);
    expect(await warnings(({ evaluate }) => evaluate(plain(), data))).toEqual([message('evaluate', 'first')]);
    const optimizer = tf.train.sgd(0.001);
    expect(
      await warnings(async ({ train, predict }) => {
        await train(plain(), { data, epochs: 2, batchSize: 1, optimizer });
        await predict(plain(), data);
      }),
    ).toEqual([message('train', 'first')]);
  });

  test('are right where the card of the model says so', async () => {
    const bytes = { images: Uint8Array.from(pixels), shape };
    const model = plain();
    const said = await warnings(({ classify, describeModel }) => {
      describeModel(model, { classNames: ['a', 'b'], normalization: 'inside' });
      return classify(model, bytes);
    });
    expect(said).toEqual([]);
  });

  test('also behind layers that hand them on, and in models within models', async () => {
    const flat = tfl.sequential({
      layers: [
        layers.flatten({ inputShape: shape }),
        layers.dropout({ rate: 0.1 }),
        layers.dense({ units: 2, name: 'weights' }),
      ],
    });
    const nested = tfl.sequential({
      layers: [tfl.sequential({ layers: [convolution('inner')] }), ...head()],
    });
    for (const [model, layer] of [
      [flat, 'weights'],
      [nested, 'inner'],
    ] as const) {
      expect(await warnings(({ predict }) => predict(model, { images: pixels, shape }))).toEqual([
        message('predict', layer),
      ]);
    }
  });

  test('are fine where the network rescales them, or may do so', async () => {
    const frozen = layers.depthwiseConv2d({ kernelSize: 1, inputShape: shape, trainable: false });
    for (const first of [
      layers.rescaling({ scale: 1 / 255, inputShape: shape }),
      layers.batchNormalization({ inputShape: shape }),
      layers.layerNormalization({ inputShape: shape }),
      frozen,
    ]) {
      const model = tfl.sequential({
        layers: [first, layers.conv2d({ filters: 2, kernelSize: 1 }), ...head()],
      });
      expect(await warnings(({ predict }) => predict(model, { images: pixels, shape }))).toEqual([]);
    }
    const trained = layers.depthwiseConv2d({ kernelSize: 1, inputShape: shape });
    const model = tfl.sequential({ layers: [trained, ...head()] });
    expect(await warnings(({ predict }) => predict(model, { images: pixels, shape }))).toHaveLength(1);
  });
});

test.each<[string, Float32Array | Uint8Array]>([
  ['bytes, which are divided', Uint8Array.from(pixels)],
  ['fractions', pixels.map((value) => value / 255)],
  ['pixels around zero', pixels.map((value) => (value - 120) / 64)],
  ['pixels less their mean', pixels.map((value) => value - 120)],
])('%s are nothing to warn of', async (_, images) => {
  expect(await warnings(({ predict }) => predict(plain(), { images, shape }))).toEqual([]);
});

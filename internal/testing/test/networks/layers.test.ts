import * as tf from '@tensorflow/tfjs-core';
import { layers, sequential, type LayersModel } from '@tensorflow/tfjs-layers';
import { selectBackend } from '@nin/backends';
import { expectClose, randomValues } from '@nin/testing';
import { describe, expect, test } from 'vitest';

type Layer = layers.Layer;

const initializers = { kernelInitializer: 'glorotNormal', biasInitializer: 'zeros' } as const;
const window = { poolSize: 2, strides: 2 } as const;

/**
 * Layers that conv nets are made of, each after a convolution, so that a gradient has to pass through it. Upsampling by
 * neighbours is not among them: stock cpu's gradient of it is wrong from the second image of a batch on.
 */
const cases: Record<string, () => Layer[]> = {
  'a strided convolution': () => [
    layers.conv2d({ ...initializers, filters: 5, kernelSize: 3, strides: 2, padding: 'same' }),
  ],
  'a transposed convolution': () => [
    layers.conv2dTranspose({ ...initializers, filters: 5, kernelSize: 3, strides: 2, padding: 'same' }),
  ],
  'a depthwise convolution': () => [
    layers.depthwiseConv2d({ kernelSize: 3, depthMultiplier: 2, padding: 'same' }),
  ],
  'a separable convolution': () => [layers.separableConv2d({ filters: 6, kernelSize: 3, padding: 'same' })],
  'max pooling': () => [layers.maxPooling2d(window)],
  'average pooling': () => [layers.averagePooling2d(window)],
  'global max pooling': () => [layers.globalMaxPooling2d({})],
  'global average pooling': () => [layers.globalAveragePooling2d({})],
  'batch normalization': () => [layers.batchNormalization({})],
  'layer normalization': () => [layers.layerNormalization({})],
  ReLU: () => [layers.reLU()],
  ReLU6: () => [layers.activation({ activation: 'relu6' })],
  'leaky ReLU': () => [layers.leakyReLU()],
  'parametric ReLU': () => [layers.prelu({ alphaInitializer: 'ones' })],
  ELU: () => [layers.elu()],
  SELU: () => [layers.activation({ activation: 'selu' })],
  swish: () => [layers.activation({ activation: 'swish' })],
  GELU: () => [layers.activation({ activation: 'gelu' })],
  tanh: () => [layers.activation({ activation: 'tanh' })],
  sigmoid: () => [layers.activation({ activation: 'sigmoid' })],
  softplus: () => [layers.activation({ activation: 'softplus' })],
  softmax: () => [layers.globalAveragePooling2d({}), layers.softmax()],
  'bilinear upsampling': () => [layers.upSampling2d({ size: [2, 2], interpolation: 'bilinear' })],
  'zero padding': () => [layers.zeroPadding2d({ padding: 1 })],
  cropping: () => [layers.cropping2D({ cropping: 1 })],
  'a dense layer': () => [layers.flatten(), layers.dense({ units: 7 })],
  'permuted axes': () => [layers.permute({ dims: [2, 1, 3] })],
};

const images = randomValues(4 * 8 * 8 * 3, 2);

/** The same network whatever the backend: its weights are seeded here. */
function networkOf(layer: () => Layer[]): LayersModel {
  const model = sequential({
    layers: [
      layers.conv2d({ ...initializers, filters: 4, kernelSize: 3, padding: 'same', inputShape: [8, 8, 3] }),
      ...layer(),
    ],
  });
  model.setWeights(
    model.weights.map((weight, i) =>
      // Variances must be positive.
      tf.tensor(
        randomValues(tf.util.sizeFromShape(weight.shape as number[]), i).map((value) => value + 1.25),
        weight.shape as number[],
      ),
    ),
  );
  return model;
}

/** The gradients by all weights of a weighted sum of the outputs, in training. */
function gradientsOf(model: LayersModel): Float32Array[] {
  const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
  return tf.tidy(() => {
    const { grads } = tf.variableGrads(() => {
      const x = tf.tensor4d(images, [4, 8, 8, 3]);
      const y = model.apply(x, { training: true }) as tf.Tensor;
      return tf.sum(tf.mul(y, tf.tensor(randomValues(y.size, 3), y.shape)));
    }, variables);
    return variables.map(({ name }) => grads[name].dataSync() as Float32Array);
  });
}

async function gradientsOn(backend: 'cpu' | 'wasm', layer: () => Layer[]): Promise<Float32Array[]> {
  await selectBackend(backend);
  const model = networkOf(layer);
  const gradients = gradientsOf(model);
  model.dispose();
  return gradients;
}

describe('a conv net on wasm has the gradients of stock cpu with', () => {
  test.each(Object.entries(cases))('%s', async (_, layer) => {
    const expected = await gradientsOn('cpu', layer);
    const actual = await gradientsOn('wasm', layer);
    expect(actual).toHaveLength(expected.length);
    const largest = Math.max(...expected.map((gradient) => Math.max(...gradient.map(Math.abs))));
    actual.forEach((gradient, i) => {
      // Gradients that are zero up to rounding have no meaningful relative error.
      if (Math.max(...expected[i].map(Math.abs)) > 1e-5 * largest) expectClose(gradient, expected[i], 1e-4);
    });
  });
});

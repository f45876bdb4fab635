import * as tf from '@tensorflow/tfjs-core';
import { layers } from '@tensorflow/tfjs-layers';
import { checkGradient, expectNoLeak, randomValues } from '@nin/testing';
import { test } from 'vitest';
import { describeOnWasm } from './on-wasm';

interface Layer {
  apply(x: tf.Tensor): unknown;
  dispose(): unknown;
}

const image = [1, 5, 6, 2];
const line = [2, 6, 2];
const row = [3, 4];
const volume = [1, 2, 4, 4, 1];
const activations = [
  'elu',
  'selu',
  'gelu',
  'softplus',
  'softsign',
  'swish',
  'mish',
  'tanh',
  'softmax',
] as const;

/** Layers of convolutional networks that no other test differentiates, and what goes in. */
const cases: [title: string, shape: number[], make: () => Layer][] = [
  ['conv2dTranspose', image, () => layers.conv2dTranspose({ filters: 2, kernelSize: 3, strides: 2 })],
  ['separableConv2d', image, () => layers.separableConv2d({ filters: 2, kernelSize: 2 })],
  [
    'separableConv2d, dilated',
    image,
    () => layers.separableConv2d({ filters: 2, kernelSize: 2, dilationRate: 2 }),
  ],
  ['depthwiseConv2d', image, () => layers.depthwiseConv2d({ kernelSize: 2 })],
  ['conv1d, dilated', line, () => layers.conv1d({ filters: 2, kernelSize: 2, dilationRate: 2 })],
  ['cropping2D', image, () => layers.cropping2D({ cropping: 1 })],
  ['zeroPadding2d', image, () => layers.zeroPadding2d({ padding: 1 })],
  ['upSampling2d', image, () => layers.upSampling2d({ size: [2, 2] })],
  ['upSampling2d, bilinear', image, () => layers.upSampling2d({ size: [2, 2], interpolation: 'bilinear' })],
  ['globalMaxPooling2d', image, () => layers.globalMaxPooling2d({})],
  ['globalAveragePooling2d', image, () => layers.globalAveragePooling2d({})],
  ['maxPooling1d', line, () => layers.maxPooling1d({ poolSize: 2, strides: 2 })],
  ['averagePooling1d', line, () => layers.averagePooling1d({ poolSize: 2, strides: 2 })],
  ['maxPooling3d', volume, () => layers.maxPooling3d({ poolSize: [2, 2, 2] })],
  ['averagePooling3d', volume, () => layers.averagePooling3d({ poolSize: [2, 2, 2] })],
  ['prelu', row, () => layers.prelu({ alphaInitializer: 'ones' })],
  ['leakyReLU', row, () => layers.leakyReLU()],
  ...activations.map((activation): [string, number[], () => Layer] => [
    activation,
    row,
    () => layers.activation({ activation }),
  ]),
];

describeOnWasm('the gradients of layers', () => {
  test.each(cases)('%s', (_, shape, make) =>
    expectNoLeak(async () => {
      const layer = make();
      // Away from the kinks at zero.
      const values = randomValues(tf.util.sizeFromShape(shape), 5).map((value) => {
        const rounded = Math.round(64 * value) / 32;
        return Math.abs(rounded) < 0.1 ? rounded + 0.25 : rounded;
      });
      const x = tf.tensor(values, shape);
      await checkGradient((at) => layer.apply(at) as tf.Tensor, [x], { tolerance: 5e-3, step: 1 / 256 });
      x.dispose();
      layer.dispose();
    }),
  );
});

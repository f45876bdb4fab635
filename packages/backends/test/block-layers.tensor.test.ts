import * as tf from '@tensorflow/tfjs-core';
import { input, layers, model, type LayersModel, type SymbolicTensor } from '@tensorflow/tfjs-layers';
import { checkGradient, describeEachBackend, expectNoLeak, randomValues } from '@nin/testing';
import { test } from 'vitest';

type Part = (x: SymbolicTensor) => SymbolicTensor;
type Activation = 'linear' | 'relu' | 'sigmoid';

const pointwise =
  (filters: number, activation: Activation = 'relu', strides = 1): Part =>
  (x) =>
    layers.conv2d({ filters, kernelSize: 1, strides, activation }).apply(x) as SymbolicTensor;
const depthwise =
  (kernelSize: number, strides: number, padding: 'same' | 'valid'): Part =>
  (x) =>
    layers.depthwiseConv2d({ kernelSize, strides, padding, activation: 'relu' }).apply(x) as SymbolicTensor;
const merge =
  (make: () => { apply(x: SymbolicTensor[]): unknown }, parts: Part[]): Part =>
  (x) =>
    make().apply(parts.map((part) => part(x))) as SymbolicTensor;
const identity: Part = (x) => x;

const squeezeAndExcite: Part = (x) => {
  const channels = x.shape[3] as number;
  const means = layers.globalAveragePooling2d({}).apply(x);
  const squeezed = layers.reshape({ targetShape: [1, 1, channels] }).apply(means) as SymbolicTensor;
  const gates = pointwise(channels, 'sigmoid')(pointwise(2)(squeezed));
  return layers.multiply().apply([x, gates]) as SymbolicTensor;
};
const activated =
  (activation: 'gelu' | 'swish'): Part =>
  (x) =>
    layers.activation({ activation }).apply(pointwise(3, 'linear')(x)) as SymbolicTensor;
const activatedWithin: Part = (x) =>
  layers.conv2d({ filters: 3, kernelSize: 2, activation: 'gelu' }).apply(x) as SymbolicTensor;
const normalized: Part = (x) =>
  layers.batchNormalization().apply(pointwise(3, 'linear')(x)) as SymbolicTensor;

/** What blocks are built of, on images of 5×4 pixels with 3 channels. */
const parts: [title: string, part: Part][] = [
  ['depthwise 3×3, same', depthwise(3, 1, 'same')],
  ['depthwise 3×3, same, strides of 2', depthwise(3, 2, 'same')],
  ['depthwise 2×2, valid, strides of 2', depthwise(2, 2, 'valid')],
  ['depthwise 3×3, valid', depthwise(3, 1, 'valid')],
  ['squeeze and excitation', squeezeAndExcite],
  ['maxout of two', merge(() => layers.maximum(), [pointwise(4, 'linear'), pointwise(4, 'linear')])],
  [
    'maxout of three',
    merge(
      () => layers.maximum(),
      [1, 2, 3].map(() => pointwise(3, 'linear')),
    ),
  ],
  ['a sum with the input', merge(() => layers.add(), [pointwise(3), identity])],
  [
    'a sum with a strided shortcut',
    merge(() => layers.add(), [pointwise(3, 'relu', 2), pointwise(3, 'linear', 2)]),
  ],
  ['GELU', activated('gelu')],
  ['swish', activated('swish')],
  ['GELU of a convolution layer', activatedWithin],
  ['batch normalization', normalized],
];

/** The output of a model for an input and weights that gradients may flow back to. */
function outputOf(built: LayersModel, [x, ...weights]: tf.Tensor[]): tf.Tensor {
  const variables = built.trainableWeights as unknown as { val: tf.Tensor }[];
  const own = variables.map(({ val }) => val);
  weights.forEach((weight, i) => (variables[i].val = weight));
  try {
    return built.apply(x, { training: true }) as tf.Tensor;
  } finally {
    own.forEach((val, i) => (variables[i].val = val));
  }
}

/**
 * An input and weights away from kinks: products are multiples of 1/4, and biases lie 1/16 or more off these and off
 * those of other branches.
 */
function pointFor(built: LayersModel): tf.Tensor[] {
  const offsets = [1 / 8, 1 / 16, 3 / 16];
  let biases = 0;
  const shapes = [[2, 4, 3, 3], ...built.trainableWeights.map(({ shape }) => shape as number[])];
  return shapes.map((shape, i) => {
    const values = randomValues(tf.util.sizeFromShape(shape), 31 + i);
    const offset = shape.length === 1 ? offsets[biases++ % 3] : 0;
    return tf.tensor(
      values.map((value) => (offset ? Math.round(4 * value) / 4 + offset : Math.round(2 * value) / 2)),
      shape,
    );
  });
}

describeEachBackend('gradients of what blocks are built of', () => {
  test.each(parts)('%s', (_, part) =>
    expectNoLeak(async () => {
      const image = input({ shape: [4, 3, 3] });
      const built = model({ inputs: image, outputs: part(image) });
      const point = pointFor(built);
      await checkGradient((...at) => outputOf(built, at), point, { tolerance: 5e-3, step: 1 / 256 });
      tf.dispose(point);
      built.dispose();
    }),
  );
});

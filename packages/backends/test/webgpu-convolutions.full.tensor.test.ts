import * as tf from '@tensorflow/tfjs-core';
import { expectClose, randomValues } from '@nin/testing';
import { describe, expect, test } from 'vitest';
import { convolve, filterGradient, imageGradient } from '../src/self-check/reference-convolution';
import { checkConvolution, convolutionData, type ConvolutionCase } from './check-convolution';
import { computed, describeOnBothKinds, describeOnWebgpu, expectNoGpuLeak, inPage } from './on-webgpu';
import { tfPadding, windowTitle } from './window-cases';

const titled = (cases: ConvolutionCase[]) => cases.map((one) => [windowTitle(one), one] as const);

/** The tiles of software renderers are tested in convolution-gradients.tensor.test.ts, with many more shapes. */
const cases: ConvolutionCase[] = [
  { input: [2, 19, 17, 3], filter: [3, 3, 5], strides: [1, 2], padding: 'same' },
  { input: [1, 13, 11, 20], filter: [2, 4, 36], strides: [1, 1], padding: [2, 0, 1, 3] },
  { input: [2, 9, 9, 8], filter: [1, 1, 7], strides: [4, 3], padding: 'valid' },
  { input: [3, 11, 13, 36], filter: [1, 1, 40], strides: [1, 1], padding: 'valid' },
  { input: [1, 24, 24, 1], filter: [11, 11, 6], strides: [4, 4], padding: 'valid' },
  // Sums over 8000 pixels by the filter, in slices; a result of one tile.
  { input: [5, 40, 40, 3], filter: [5, 5, 8], strides: [1, 1], padding: 'same' },
  // More than a tile of the largest either way, by output, filter and image.
  { input: [1, 19, 16, 33], filter: [3, 3, 132], strides: [1, 1], padding: 'same' },
];

describeOnBothKinds('convolutions and their gradients', (kind) => {
  const some = kind === 'gpu' && !inPage ? cases : cases.slice(-2);
  test.each(titled(some))('%s', (_, one) => expectNoGpuLeak(() => checkConvolution(one)));
});

/** Runs the kernel of training: output and gradients by image, filter and bias. */
function trainingKernel(activation: string, { strides, padding }: ConvolutionCase) {
  return (x: tf.Tensor, filter: tf.Tensor, bias: tf.Tensor) =>
    tf
      .engine()
      .runKernel<tf.Tensor>(
        'Conv2DTraining',
        { x, filter, bias },
        { strides, pad: tfPadding(padding) as string, dataFormat: 'NHWC', activation },
      );
}

describeOnWebgpu('a convolution with bias and activation', () => {
  const finished: ConvolutionCase[] = [
    { input: [2, 9, 7, 3], filter: [3, 3, 5], strides: [2, 1], padding: 'same' },
    { input: [3, 8, 9, 8], filter: [1, 1, 12], strides: [1, 1], padding: 'valid' },
  ];

  describe.each(['linear', 'relu'] as const)('%s', (activation) => {
    test.each(titled(finished))('%s', async (_, one) => {
      const { sizes, filterShape, outShape, image, filter } = convolutionData(one);
      const bias = randomValues(sizes.outChannels, 4);
      const dy = randomValues(tf.util.sizeFromShape(outShape), 5);
      const sums = convolve(sizes, image, filter).map((sum, at) => sum + bias[at % bias.length]);
      const relu = activation === 'relu';
      const expected = sums.map((sum) => (relu ? Math.max(0, sum) : sum));
      const error = dy.map((value, at) => (relu && sums[at] <= 0 ? 0 : value));
      const biasGradient = bias.map((_, c) =>
        error.reduce((sum, value, at) => (at % bias.length === c ? sum + value : sum), 0),
      );
      const trained = trainingKernel(activation, one);
      const [y, fused, byImage, byFilter, byBias] = await computed(() => {
        const inputs = [tf.tensor(image, one.input), tf.tensor(filter, filterShape), tf.tensor1d(bias)];
        const [x, w, b] = inputs as [tf.Tensor4D, tf.Tensor4D, tf.Tensor1D];
        const pad = tfPadding(one.padding);
        return [
          trained(x, w, b),
          tf.fused.conv2d({ x, filter: w, bias: b, strides: one.strides, pad, activation }),
          ...tf.grads(trained)(inputs, tf.tensor(dy, outShape)),
        ];
      });
      expectClose(y, expected);
      expectClose(fused, expected);
      expectClose(byImage, imageGradient(sizes, filter, error));
      expectClose(byFilter, filterGradient(sizes, image, error));
      expectClose(byBias, biasGradient);
    });
  });

  // A diverged training must be visible, not hidden by zeros.
  test.each(titled(finished))('NaN stays NaN after ReLU: %s', async (_, one) => {
    const { filterShape, outShape, image, filter, sizes } = convolutionData(one);
    // The middle pixel of the first image, in its first channel.
    const [height, width, channels] = one.input.slice(1);
    const spoiled = image.with((Math.floor(height / 2) * width + Math.floor(width / 2)) * channels, NaN);
    const [actual] = await computed(() => [
      trainingKernel('relu', one)(
        tf.tensor(spoiled, one.input),
        tf.tensor(filter, filterShape),
        tf.zeros([sizes.outChannels]),
      ),
    ]);
    const expected = convolve(sizes, spoiled, filter);
    expect(expected.some(Number.isNaN)).toBe(true);
    expect(Array.from(actual, Number.isNaN)).toEqual(Array.from(expected, Number.isNaN));
    expect(actual).toHaveLength(tf.util.sizeFromShape(outShape));
  });
});

describeOnWebgpu('convolutions at the borders of what they are for', () => {
  const transposed: ConvolutionCase[] = [
    { input: [2, 8, 6, 3], filter: [3, 3, 5], strides: [2, 2], padding: 'same' },
    { input: [1, 9, 11, 4], filter: [2, 4, 8], strides: [3, 1], padding: 'valid' },
  ];

  test.each(titled(transposed))('transposed: %s', async (_, one) => {
    const { sizes, filterShape, outShape, filter } = convolutionData(one);
    const errors = randomValues(tf.util.sizeFromShape(outShape), 3);
    const [image] = await computed(() => [
      tf.conv2dTranspose(
        tf.tensor4d(errors, outShape),
        tf.tensor4d(filter, filterShape),
        one.input,
        one.strides,
        tfPadding(one.padding),
      ),
    ]);
    expectClose(image, imageGradient(sizes, filter, errors));
  });

  test.each([1, 3])(
    'of no images, with a filter of side %i: nothing, and zeros by the filter',
    async (side) => {
      const attributes = { strides: 1, pad: 'same', dataFormat: 'NHWC' };
      const filterShape = [side, side, 3, 2];
      // The previous contents of the memory are not zero.
      await computed(() => [tf.fill(filterShape, 99)]);
      const [y, byFilter, byImage] = await computed(() => {
        const [x, dy] = [tf.zeros<tf.Rank.R4>([0, 5, 5, 3]), tf.zeros([0, 5, 5, 2])];
        const filter = tf.ones<tf.Rank.R4>([side, side, 3, 2]);
        const run = (name: string, inputs: Record<string, tf.Tensor>, shapes: tf.NamedAttrMap) =>
          tf.engine().runKernel<tf.Tensor>(name, inputs, { ...attributes, ...shapes });
        return [
          tf.conv2d(x, filter, 1, 'same'),
          run('Conv2DBackpropFilter', { x, dy }, { filterShape }),
          run('Conv2DBackpropInput', { dy, filter }, { inputShape: x.shape }),
        ];
      });
      expect([y.length, byImage.length]).toEqual([0, 0]);
      expect(Array.from(byFilter)).toEqual(Array.from({ length: side * side * 6 }, () => 0));
    },
  );

  test('dilated convolutions use the stock kernel', async () => {
    const one: ConvolutionCase = {
      input: [2, 9, 8, 3],
      filter: [3, 2, 4],
      strides: [1, 1],
      padding: 'valid',
      dilations: [2, 3],
    };
    const { sizes, filterShape, image, filter } = convolutionData(one);
    const [y] = await computed(() => [
      tf.conv2d(
        tf.tensor4d(image, one.input),
        tf.tensor4d(filter, filterShape),
        1,
        'valid',
        'NHWC',
        one.dilations,
      ),
    ]);
    expectClose(y, convolve(sizes, image, filter));
  });
});

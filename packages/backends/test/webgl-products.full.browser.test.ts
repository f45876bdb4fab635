import * as tf from '@tensorflow/tfjs-core';
import { expectClose } from '@nin/testing';
import { expect, test } from 'vitest';
import { convolve, filterGradient, imageGradient } from '../src/self-check/reference-convolution';
import { matrixProduct } from '../src/self-check/reference-matmul';
import { convolutionData, type ConvolutionCase } from './check-convolution';
import { matMulTitle, randomFactor, type MatMulCase } from './check-matmul';
import { randomCases } from './random-cases';
import { computed, describeOnBothTiles, poisoned } from './webgl-setup';
import { randomPadding, tfPadding, windowFits, windowTitle } from './window-cases';

const named: ConvolutionCase[] = [
  { input: [3, 7, 7, 5], filter: [1, 1, 7], strides: [1, 1], padding: 'valid' },
  { input: [2, 5, 5, 9], filter: [5, 5, 7], strides: [1, 1], padding: 'same' },
  { input: [1, 9, 11, 3], filter: [11, 11, 5], strides: [1, 1], padding: 'same' },
  { input: [2, 11, 10, 3], filter: [7, 6, 5], strides: [3, 2], padding: 'same' },
  { input: [1, 9, 8, 3], filter: [2, 4, 3], strides: [4, 3], padding: [2, 1, 1, 0] },
  { input: [5, 1, 1, 3], filter: [3, 3, 3], strides: [1, 1], padding: 'same' },
  { input: [1, 1, 1, 1], filter: [1, 1, 1], strides: [1, 1], padding: 'valid' },
];
const random = randomCases(8, 17, (source) => {
  const { between } = source;
  const one: ConvolutionCase = {
    input: [between(1, 5), between(1, 11), between(1, 11), between(1, 13)],
    filter: [between(1, 7), between(1, 7), between(1, 13)],
    strides: [between(1, 4), between(1, 4)],
    padding: randomPadding(source),
  };
  return windowFits(one) ? one : undefined;
});

const products: MatMulCase[] = [
  { rows: 64, terms: 5, columns: 9 },
  { rows: 9, terms: 3, columns: 5, batchA: [3], batchB: [3] },
  { rows: 5, terms: 7, columns: 3, batchA: [2], batchB: [1] },
  { rows: 7, terms: 9, columns: 11, transposeA: true },
  { rows: 7, terms: 9, columns: 11, transposeB: true },
  { rows: 13, terms: 1, columns: 1, transposeA: true, transposeB: true },
];

describeOnBothTiles('products of what lies on the GPU', () => {
  test.each([...named, ...random].map((one) => [windowTitle(one), one] as const))(
    'convolution of %s with bias and ReLU, and its gradients',
    async (_, one) => {
      const { sizes, filterShape, outShape, image, filter } = convolutionData(one);
      const bias = Float32Array.from({ length: filterShape[3] }, (__, i) => i / 7 - 0.3);
      const error = convolutionData({ ...one, input: outShape }).image;
      const attributes = { strides: one.strides, pad: tfPadding(one.padding), dataFormat: 'NHWC' };
      const run = (kernel: string, inputs: Record<string, tf.Tensor>, more: object) =>
        tf.engine().runKernel<tf.Tensor>(kernel, inputs, { ...attributes, ...more });
      const [y, dx, dw] = await computed(() => {
        const x = poisoned(image, one.input);
        const w = poisoned(filter, filterShape);
        const dy = poisoned(error, outShape);
        return [
          run(
            'Conv2DTraining',
            { x, filter: w, bias: poisoned(bias, [bias.length]) },
            { activation: 'relu' },
          ),
          run('Conv2DBackpropInput', { dy, filter: w }, { inputShape: one.input }),
          run('Conv2DBackpropFilter', { x, dy }, { filterShape }),
        ];
      });
      const linear = convolve(sizes, image, filter);
      expectClose(
        y,
        linear.map((value, at) => Math.max(0, value + bias[at % bias.length])),
      );
      expectClose(dx, imageGradient(sizes, filter, error));
      expectClose(dw, filterGradient(sizes, image, error));
    },
  );

  test.each(products.map((one) => [matMulTitle(one), one] as const))('%s', async (_, one) => {
    const { rows, terms, columns, transposeA = false, transposeB = false, batchA = [], batchB = [] } = one;
    const a = randomFactor(rows, terms, batchA, transposeA, 1);
    const b = randomFactor(terms, columns, batchB, transposeB, 2);
    const [product] = await computed(() => [
      tf.matMul(poisoned(a.stored, a.shape), poisoned(b.stored, b.shape), transposeA, transposeB),
    ]);
    const expected = a.matrices.flatMap((left, i) =>
      Array.from(matrixProduct(left, b.matrices[i % b.matrices.length], rows, terms, columns)),
    );
    expectClose(product, expected);
  });

  test('the gradients of an empty batch are zero', async () => {
    const values = await computed(() => {
      const forward = (x: tf.Tensor, w: tf.Tensor) =>
        tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 1, 'same');
      const filter = tf.ones([3, 3, 2, 5]);
      const empty = tf.zeros([0, 4, 4, 2]);
      return [forward(empty, filter), ...tf.grads(forward)([empty, filter], tf.zeros([0, 4, 4, 5]))];
    });
    expect(values.map((one) => one.length)).toEqual([0, 0, 90]);
    expect(values[2].every((value) => value === 0)).toBe(true);
  });
});

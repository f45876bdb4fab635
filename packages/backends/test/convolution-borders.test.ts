import * as tf from '@tensorflow/tfjs-core';
import { expectClose, expectNoLeak, randomValues } from '@nin/testing';
import { expect, test } from 'vitest';
import { imageGradient } from '../src/self-check/reference-convolution';
import { convolutionData, type ConvolutionCase } from './check-convolution';
import { describeOnWasm } from './on-wasm';
import { tfPadding, windowTitle } from './window-cases';

const transposed: ConvolutionCase[] = [
  { input: [2, 8, 6, 3], filter: [3, 3, 5], strides: [2, 2], padding: 'same' },
  { input: [1, 9, 11, 4], filter: [2, 4, 7], strides: [3, 1], padding: 'valid' },
  { input: [3, 5, 5, 9], filter: [1, 1, 6], strides: [1, 1], padding: 'same' },
];

describeOnWasm('convolutions at the borders of what they are for', () => {
  // tfjs computes a transposed convolution with the kernel of the gradient by the image.
  test.each(transposed.map((one) => [windowTitle(one), one] as const))('transposed: %s', async (_, one) => {
    const { sizes, filterShape, outShape, filter } = convolutionData(one);
    const errors = randomValues(tf.util.sizeFromShape(outShape), 3);
    await expectNoLeak(() =>
      tf.tidy(() => {
        const image = tf.conv2dTranspose(
          tf.tensor4d(errors, outShape),
          tf.tensor4d(filter, filterShape),
          one.input,
          one.strides,
          tfPadding(one.padding),
        );
        expectClose(image.dataSync(), imageGradient(sizes, filter, errors));
      }),
    );
  });

  test.each([1, 3])('of an empty batch, with a filter of side %i', async (side) => {
    await expectNoLeak(() =>
      tf.tidy(() => {
        const x = tf.zeros<tf.Rank.R4>([0, 5, 5, 3]);
        const y = tf.conv2d(x, tf.ones<tf.Rank.R4>([side, side, 3, 2]), 1, 'same');
        expect(y.shape).toEqual([0, 5, 5, 2]);
        expect(y.dataSync()).toHaveLength(0);
      }),
    );
  });

  test.each([1, 3])('the gradient of an empty batch by a filter of side %i is zero', async (side) => {
    await expectNoLeak(() =>
      tf.tidy(() => {
        // Freed memory is not zero, and may be reused for the result.
        tf.tidy(() => tf.fill([side, side, 3, 2], 99).dataSync());
        const inputs = { x: tf.zeros([0, 5, 5, 3]), dy: tf.zeros([0, 5, 5, 2]) };
        const attributes = { strides: 1, pad: 'same', dataFormat: 'NHWC', filterShape: [side, side, 3, 2] };
        const gradient = tf.engine().runKernel<tf.Tensor>('Conv2DBackpropFilter', inputs, attributes);
        expect(Array.from(gradient.dataSync())).toEqual(Array.from({ length: side * side * 6 }, () => 0));
      }),
    );
  });

  test('the gradient of an empty batch by the images is empty', async () => {
    await expectNoLeak(() =>
      tf.tidy(() => {
        const inputs = { dy: tf.zeros([0, 5, 5, 2]), filter: tf.ones([3, 3, 3, 2]) };
        const attributes = { strides: 1, pad: 'same', dataFormat: 'NHWC', inputShape: [0, 5, 5, 3] };
        const gradient = tf.engine().runKernel<tf.Tensor>('Conv2DBackpropInput', inputs, attributes);
        expect(gradient.dataSync()).toHaveLength(0);
      }),
    );
  });
});

import * as tf from '@tensorflow/tfjs-core';
import { expectClose, expectNoLeak } from '@nin/testing';
import { describe, test } from 'vitest';
import { filterGradient } from '../src/self-check/reference-convolution';
import { checkConvolution, convolutionData, type ConvolutionCase } from './check-convolution';
import { checkMatMul, matMulTitle, type MatMulCase } from './check-matmul';
import { windowTitle } from './window-cases';

/**
 * Sizes on both sides of each boundary of the matrix product: panels of 5 or 6 rows and 8 columns, blocks of
 * 80 or 96 rows, 256 columns packed at a time, sums 256 long, and sums from 2048 on that are split if the result is small.
 */
const products: MatMulCase[] = [
  { rows: 95, terms: 255, columns: 255 },
  { rows: 96, terms: 256, columns: 256 },
  { rows: 97, terms: 257, columns: 257 },
  { rows: 79, terms: 513, columns: 9 },
  { rows: 193, terms: 31, columns: 521 },
  { rows: 601, terms: 3, columns: 11 },
  { rows: 7, terms: 2047, columns: 13 },
  { rows: 7, terms: 2048, columns: 13 },
  { rows: 7, terms: 2049, columns: 13 },
  { rows: 101, terms: 3001, columns: 23 },
  { rows: 1, terms: 4099, columns: 3 },
  { rows: 5, terms: 20_011, columns: 7 },
  // A long sum that is not split, because the result has too many columns.
  { rows: 5, terms: 2051, columns: 1031 },
];

/** A long sum that is not split, because the result has too many values. The reference is slow. */
const manyValues: MatMulCase = { rows: 389, terms: 2050, columns: 341, transposeA: true };

/** The gradient by the filter is a sum over all positions, that by the image one over all taps and output channels. */
const convolutions: ConvolutionCase[] = [
  // 1683 positions, sums of 27 terms; by the filter a sum of 1683.
  { input: [11, 17, 9, 3], filter: [3, 3, 7], strides: [1, 1], padding: 'same' },
  // By the filter sums of 3069 and of 17 391 terms, split.
  { input: [3, 33, 31, 5], filter: [3, 3, 7], strides: [1, 1], padding: 'same' },
  { input: [17, 33, 31, 2], filter: [1, 1, 3], strides: [1, 1], padding: 'valid' },
  { input: [9, 35, 33, 2], filter: [2, 3, 3], strides: [2, 1], padding: [1, 0, 2, 1] },
  // More than 256 channels on either side, or both.
  { input: [2, 7, 5, 261], filter: [3, 3, 9], strides: [1, 1], padding: 'same' },
  { input: [2, 7, 5, 9], filter: [3, 3, 261], strides: [2, 2], padding: 'same' },
  { input: [3, 7, 5, 259], filter: [1, 1, 263], strides: [1, 1], padding: 'same' },
  // Sums of 3025 terms forward, of 2904 by the image.
  { input: [1, 13, 15, 25], filter: [11, 11, 24], strides: [1, 1], padding: 'same' },
  { input: [2, 19, 17, 33], filter: [8, 8, 35], strides: [3, 4], padding: 'valid' },
];

/** Registers tests of products in blocks, panels and splits, for the backend that is current when they run. */
export function testLargeProducts(): void {
  describe('products', () => {
    const orders = products.flatMap((one, i): MatMulCase[] => [
      one,
      { ...one, transposeA: i % 2 === 0, transposeB: true },
      { ...one, transposeA: true, transposeB: i % 2 === 0 },
    ]);
    const all = [...orders, manyValues];
    test.each(all.map((one) => [matMulTitle(one), one] as const))('%s', (_, one) => checkMatMul(one));
  });

  describe('convolutions and their gradients', () => {
    test.each(convolutions.map((one) => [windowTitle(one), one] as const))('%s', (_, one) =>
      checkConvolution(one),
    );
  });

  test('a long sum of equal numbers is as accurate as a sixteenth of it', async () => {
    // 65,025 times a tenth: added in sequence in float32, the sum is off by 6e-4, because each step rounds the same way. In
    // 16 parts, each of up to 4096 terms, each step rounds by at most half a unit in the last place.
    const tolerance = 4096 * 2 ** -24;
    const one: ConvolutionCase = {
      input: [1, 255, 255, 6],
      filter: [1, 1, 8],
      strides: [1, 1],
      padding: 'same',
    };
    const { sizes, filterShape, outShape } = convolutionData(one);
    const image = new Float32Array(tf.util.sizeFromShape(one.input)).fill(0.1);
    const error = new Float32Array(tf.util.sizeFromShape(outShape)).fill(1);
    await expectNoLeak(async () => {
      const gradient = tf.tidy(() =>
        tf.grad((w) => tf.conv2d(tf.tensor4d(image, one.input), w as tf.Tensor4D, 1, 'same'))(
          tf.zeros(filterShape),
          tf.tensor4d(error, outShape),
        ),
      );
      expectClose(await gradient.data(), filterGradient(sizes, image, error), tolerance);
      gradient.dispose();
    });
  });
}

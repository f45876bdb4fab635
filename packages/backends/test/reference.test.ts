import { expect, test } from 'vitest';
import {
  convolve,
  filterGradient,
  imageGradient,
  type ConvolutionSizes,
} from '../src/self-check/reference-convolution';
import { matrixProduct } from '../src/self-check/reference-matmul';
import { maxPoolGradient } from '../src/self-check/reference-max-pool';

// One image of 1 × 3 pixels [1, 2, 3], a filter of 1 × 2 [10, 1], one zero before the first pixel: three windows
// [0, 1], [1, 2], [2, 3] give 0·10 + 1, 1·10 + 2, 2·10 + 3.
const sizes: ConvolutionSizes = {
  batch: 1,
  inHeight: 1,
  inWidth: 3,
  inChannels: 1,
  filterHeight: 1,
  filterWidth: 2,
  outHeight: 1,
  outWidth: 3,
  outChannels: 1,
  strideHeight: 1,
  strideWidth: 1,
  top: 0,
  left: 1,
};

test('the reference convolution, by hand', () => {
  expect(Array.from(convolve(sizes, [1, 2, 3], [10, 1]))).toEqual([1, 12, 23]);
});

test('the reference gradients, by hand', () => {
  // Errors [1, 100, 10000]. Filter tap 0 met pixels [–, 1, 2], tap 1 met [1, 2, 3].
  expect(Array.from(filterGradient(sizes, [1, 2, 3], [1, 100, 10_000]))).toEqual([20_100, 30_201]);
  // Pixel 1 was under tap 1 of window 0 and tap 0 of window 1, and so on; pixel 3 only under tap 1 of window 2.
  expect(Array.from(imageGradient(sizes, [10, 1], [1, 100, 10_000]))).toEqual([1001, 100_100, 10_000]);
});

test('the reference matrix product, by hand', () => {
  expect(Array.from(matrixProduct([1, 2, 3, 4, 5, 6], [1, 0, 0, 1, 1, 1], 2, 3, 2))).toEqual([4, 5, 10, 11]);
});

test('the reference max pooling gradient goes to the largest pixel of each window', () => {
  const image = [1, 2, 8, 7, 4, 3, 5, 6, 0, 0, 9, 9.5, 0.5, 0, 8, 7];
  const gradient = maxPoolGradient(image, [1, 2, 3, 4], { count: 1, size: 4, channels: 1 });
  expect(Array.from(gradient)).toEqual([0, 0, 2, 0, 1, 0, 0, 0, 0, 0, 0, 4, 3, 0, 0, 0]);
});

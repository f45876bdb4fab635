import { expect, test } from 'vitest';
import { batchNormalizationGradients, batchNormalize } from './reference/batch-norm';
import {
  convolve,
  filterGradient,
  imageGradient,
  type ConvolutionSizes,
} from '../src/self-check/reference-convolution';
import { depthwiseConvolve, depthwiseFilterGradient, depthwiseImageGradient } from './reference/depthwise';
import { matrixProduct } from '../src/self-check/reference-matmul';
import {
  averagePool,
  averagePoolingGradient,
  maxPool,
  maxPoolingGradient,
} from '../src/self-check/reference-pooling';

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

test('the reference convolution equals a hand-computed example', () => {
  expect(Array.from(convolve(sizes, [1, 2, 3], [10, 1]))).toEqual([1, 12, 23]);
});

test('the reference gradients equal a hand-computed example', () => {
  // With dy = [1, 100, 10000]: filter tap 0 met pixels [–, 1, 2], tap 1 met [1, 2, 3].
  expect(Array.from(filterGradient(sizes, [1, 2, 3], [1, 100, 10_000]))).toEqual([20_100, 30_201]);
  // Pixel 1 was under tap 1 of window 0 and tap 0 of window 1, and so on; pixel 3 only under tap 1 of window 2.
  expect(Array.from(imageGradient(sizes, [10, 1], [1, 100, 10_000]))).toEqual([1001, 100_100, 10_000]);
});

test('the reference convolution with dilation 2 equals a hand-computed example', () => {
  // Two windows, [1, 3] and [2, 4].
  const dilated = { ...sizes, inWidth: 4, outWidth: 2, dilationWidth: 2, left: 0 };
  expect(Array.from(convolve(dilated, [1, 2, 3, 4], [10, 1]))).toEqual([13, 24]);
});

test('the reference depthwise convolution equals a hand-computed example', () => {
  // Two pixels [2, 3], each under both filters 10 and 1.
  const depthwise = {
    ...sizes,
    inWidth: 2,
    outWidth: 2,
    filterWidth: 1,
    left: 0,
    channels: 1,
    multiplier: 2,
  };
  expect(Array.from(depthwiseConvolve(depthwise, [2, 3], [10, 1]))).toEqual([20, 2, 30, 3]);
  const errors = [1, 10, 100, 1000];
  expect(Array.from(depthwiseFilterGradient(depthwise, [2, 3], errors))).toEqual([302, 3020]);
  expect(Array.from(depthwiseImageGradient(depthwise, [10, 1], errors))).toEqual([20, 2000]);
});

test('the reference poolings equal a hand-computed example', () => {
  // Windows of two pixels two apart, one pixel of padding before: [–, 3], [6, 6], [9, –].
  const pooling = { ...sizes, inWidth: 4, outWidth: 3, strideWidth: 2, channels: 1 };
  const image = [3, 6, 6, 9];
  expect(Array.from(maxPool(pooling, image))).toEqual([3, 6, 9]);
  expect(Array.from(maxPoolingGradient(pooling, image, [1, 10, 100]))).toEqual([1, 10, 0, 100]);
  expect(Array.from(averagePool(pooling, image))).toEqual([3, 6, 9]);
  expect(Array.from(averagePoolingGradient(pooling, [1, 10, 100]))).toEqual([1, 5, 5, 100]);
});

test('the reference batch normalization equals a hand-computed example', () => {
  // Mean 2, variance 1, deviation √(1 + 3) = 2, so x̂ = [−½, ½].
  const inputs = { x: [1, 3], scale: [2], offset: [5], epsilon: 3 };
  const { y, mean, variance } = batchNormalize(inputs);
  expect([...y, ...mean, ...variance]).toEqual([4, 6, 2, 1]);
  // With u = (x₁ − x₂) / 2 = −1, y₁ = 2u / √(u² + 3) + 5, of which the derivative by u is 6 / (u² + 3)^1.5 = ¾.
  const { dx, dScale, dOffset } = batchNormalizationGradients(inputs, [1, 0]);
  expect([...dx, ...dScale, ...dOffset]).toEqual([0.375, -0.375, -0.5, 1]);
});

test('the reference matrix product equals a hand-computed example', () => {
  expect(Array.from(matrixProduct([1, 2, 3, 4, 5, 6], [1, 0, 0, 1, 1, 1], 2, 3, 2))).toEqual([4, 5, 10, 11]);
});

test('the reference max pooling gradient goes to the maximum of each window', () => {
  const image = [1, 2, 8, 7, 4, 3, 5, 6, 0, 0, 9, 9.5, 0.5, 0, 8, 7];
  const half = {
    inHeight: 4,
    inWidth: 4,
    filterHeight: 2,
    outHeight: 2,
    outWidth: 2,
    strideHeight: 2,
    strideWidth: 2,
  };
  const gradient = maxPoolingGradient({ ...sizes, ...half, left: 0, channels: 1 }, image, [1, 2, 3, 4]);
  expect(Array.from(gradient)).toEqual([0, 0, 2, 0, 1, 0, 0, 0, 0, 0, 0, 4, 3, 0, 0, 0]);
});

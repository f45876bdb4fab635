import * as tf from '@tensorflow/tfjs-core';
import { test } from 'vitest';
import { checkSumGradients, checkSums } from './check-sums';
import { describeOnWasm } from './on-wasm';

describeOnWasm('long sums and means', () => {
  // Up to 16 parts with blocks of 64 rows; none, some and all of the last blocks full.
  test.each([
    { shape: [4096, 5], axes: [0] },
    { shape: [4097, 7], axes: [0] },
    { shape: [5121, 2], axes: [0] },
    { shape: [511, 33], axes: [0] },
    { shape: [3, 1601, 9], axes: [1] },
    { shape: [40, 513, 6], axes: [1] },
    { shape: [2, 31, 37, 130], axes: [1, 2] },
    { shape: [9, 17, 31, 3], axes: [0, 1, 2] },
    { shape: [7, 5, 1301], axes: [0] },
    { shape: [301, 303], axes: [1] },
  ])('of $shape over $axes, and their gradients', async ({ shape, axes }) => {
    await checkSums(shape, axes);
    await checkSumGradients(shape, axes);
  });

  test('of a hundred thousand tenths are accurate', () => {
    // Added in sequence in float32 the sum is off by 1.4e-4, because each step rounds the same way.
    const shape = [100_003, 3];
    return checkSums(shape, [0], new Float32Array(tf.util.sizeFromShape(shape)).fill(0.1));
  });
});

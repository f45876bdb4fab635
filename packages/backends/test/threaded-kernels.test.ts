import { beforeAll, describe, test } from 'vitest';
import {
  checkDepthwise,
  checkDepthwiseGradients,
  randomDepthwise,
  type DepthwiseCase,
} from './check-depthwise';
import { checkAveragePooling, checkMaxPooling, randomPoolings } from './check-pooling';
import { checkSums } from './check-sums';
import { testLargeProducts } from './large-products';
import { startThreads } from './on-wasm';
import { windowTitle } from './window-cases';

const depthwise: DepthwiseCase[] = [
  { input: [5, 9, 9, 131], filter: [5, 5, 1], strides: [1, 1], padding: 'same' },
  { input: [2, 7, 9, 5], filter: [3, 4, 2], strides: [2, 3], padding: [2, 0, 1, 3] },
  // Strides beyond the filter, where stock's numbers are wrong.
  { input: [1, 9, 1, 1], filter: [2, 1, 1], strides: [3, 1], padding: 'same' },
  ...randomDepthwise(24, 6),
];
const dilated: DepthwiseCase[] = [
  { input: [2, 11, 13, 9], filter: [3, 3, 1], strides: [1, 1], padding: 'same', dilations: [2, 3] },
  { input: [2, 11, 13, 5], filter: [2, 4, 3], strides: [1, 1], padding: 'valid', dilations: [4, 2] },
];

describe('kernels on two threads', () => {
  beforeAll(() => startThreads(2));

  testLargeProducts();

  test.each([...depthwise, ...dilated].map((one) => [windowTitle(one), one] as const))(
    'depthwise %s',
    (_, one) => checkDepthwise(one),
  );

  test.each(depthwise.map((one) => [windowTitle(one), one] as const))('depthwise gradients %s', (_, one) =>
    checkDepthwiseGradients(one),
  );

  test.each(randomPoolings(12, 23, ['same', 'valid']).map((one) => [windowTitle(one), one] as const))(
    'pooling gradients %s',
    async (_, one) => {
      await checkMaxPooling(one);
      await checkAveragePooling(one);
    },
  );

  test.each([
    { shape: [4097, 7], axes: [0] },
    { shape: [3, 1601, 9], axes: [1] },
    { shape: [2, 31, 37, 130], axes: [1, 2] },
  ])('sums of $shape over $axes', ({ shape, axes }) => checkSums(shape, axes));
});

import * as tf from '@tensorflow/tfjs-core';
import { describeEachBackend, expectNoLeak } from '@nin/testing';
import { expect, test } from 'vitest';
import { checkSums, contiguousAxes } from './check-sums';
import { randomCases } from './random-cases';

const shapes = [
  [1, 1],
  [5, 1],
  [1, 5],
  [67, 3],
  [3, 67, 4],
  ...randomCases(7, 31, ({ between }) => Array.from({ length: between(2, 4) }, () => between(1, 9))),
];
const cases = shapes.flatMap((shape) => contiguousAxes(shape.length).map((axes) => ({ shape, axes })));
const apart = [
  { shape: [3, 4, 5], axes: [0, 2] },
  { shape: [3, 4, 5, 2], axes: [0, 2, 3] },
  { shape: [3, 4, 5, 2], axes: [0, 3] },
];

describeEachBackend('sums and means', () => {
  test.each([...cases, ...apart])('of $shape over $axes', ({ shape, axes }) => checkSums(shape, axes));

  test('of whole numbers', async () => {
    await expectNoLeak(async () => {
      const sum = tf.tidy(() => tf.sum(tf.tensor2d([1, 2, 3, 4, 5, 6], [3, 2], 'int32'), 0));
      expect(Array.from(await sum.data())).toEqual([9, 12]);
      expect(sum.dtype).toBe('int32');
      sum.dispose();
    });
  });
});

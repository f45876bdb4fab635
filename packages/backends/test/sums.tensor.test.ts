import * as tf from '@tensorflow/tfjs-core';
import { describeEachBackend, expectClose, expectNoLeak } from '@nin/testing';
import { describe, expect, test } from 'vitest';
import { checkSumGradients, checkSums, contiguousAxes } from './check-sums';
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

  describe('gradients', () => {
    test.each([...cases, ...apart])('of $shape over $axes', ({ shape, axes }) =>
      checkSumGradients(shape, axes),
    );

    test('the second derivative of (Σ x)³ is 6 Σ x', async () => {
      await expectNoLeak(async () => {
        const cube = (x: tf.Tensor) => {
          const total = tf.sum(x);
          return tf.mul(tf.mul(total, total), total);
        };
        // The sum of a row of the second derivatives: three of 6 · (1 + 2 + 3.5).
        const curvature = tf.tidy(() => tf.grad((x) => tf.grad(cube)(x))(tf.tensor1d([1, 2, 3.5])));
        expectClose(await curvature.data(), [117, 117, 117]);
        curvature.dispose();
      });
    });

    test('of integers and of empty tensors', async () => {
      await expectNoLeak(async () => {
        const gradient = tf.tidy(() =>
          tf.grad((x) => tf.mean(x, 0))(tf.tensor2d([1, 2, 3, 4], [2, 2], 'int32'), tf.tensor1d([1, 3])),
        );
        expect(Array.from(await gradient.data())).toEqual([0.5, 1.5, 0.5, 1.5]);
        const none = tf.tidy(() => tf.grad((x) => tf.sum(x, 1))(tf.zeros([0, 2]), tf.zeros([0])));
        expect(none.shape).toEqual([0, 2]);
        tf.dispose([gradient, none]);
      });
    });
  });

  test('of integers', async () => {
    await expectNoLeak(async () => {
      const sum = tf.tidy(() => tf.sum(tf.tensor2d([1, 2, 3, 4, 5, 6], [3, 2], 'int32'), 0));
      expect(Array.from(await sum.data())).toEqual([9, 12]);
      expect(sum.dtype).toBe('int32');
      sum.dispose();
    });
  });
});

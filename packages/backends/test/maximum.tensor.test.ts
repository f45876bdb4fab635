import * as tf from '@tensorflow/tfjs-core';
import { describeEachBackend, expectNoLeak, randomValues } from '@nin/testing';
import { expect, test } from 'vitest';

/** Sizes around vectors of four and chunks of 16,384 values. */
const sizes = [1, 3, 4, 5, 1001, 16_384, 16_385, 2 * 16_384 + 3];

/** Few distinct values: many pairs are equal. */
const coarse = (count: number, seed: number) =>
  randomValues(count, seed).map((value) => Math.round(3 * value) / 2);

async function valuesOf(work: () => tf.Tensor[]): Promise<number[][]> {
  return expectNoLeak(async () => {
    const tensors = tf.tidy(work);
    const values = await Promise.all(tensors.map((tensor) => tensor.data<'float32'>()));
    tf.dispose(tensors);
    // Adding 0 makes −0 a 0.
    return values.map((ofOne) => Array.from(ofOne, (value) => value + 0));
  });
}

describeEachBackend('maximum', (backend) => {
  test.each(sizes)('of %s pairs; of equal numbers the first receives the gradient', async (count) => {
    const [a, b, dy] = [coarse(count, 1), coarse(count, 2), randomValues(count, 3)];
    const [larger, da, db] = await valuesOf(() => {
      const pair = [tf.tensor1d(a), tf.tensor1d(b)];
      return [tf.maximum(pair[0], pair[1]), ...tf.grads((x, y) => tf.maximum(x, y))(pair, tf.tensor1d(dy))];
    });
    expect(larger).toEqual(Array.from(a, (value, i) => Math.max(value, b[i]) + 0));
    expect(da).toEqual(Array.from(dy, (error, i) => (a[i] >= b[i] ? error : 0)));
    expect(db).toEqual(Array.from(dy, (error, i) => (a[i] < b[i] ? error : 0)));
  });

  test('by one argument only, and of a tensor with itself', async () => {
    const [by, twice] = await valuesOf(() => {
      const dy = tf.tensor2d([1, 2, 3, 4], [2, 2]);
      const other = tf.tensor2d([0, 5, -1, 7], [2, 2]);
      const x = tf.tensor2d([1, 5, -2, 8], [2, 2]);
      return [
        tf.grad((z) => tf.maximum(other, z))(x, dy),
        // The first of equal numbers gets all of dy, so the sum of both gradients is dy.
        tf.grad((z) => tf.maximum(z, z))(x, dy),
      ];
    });
    expect(by).toEqual([1, 0, 0, 4]);
    expect(twice).toEqual([1, 2, 3, 4]);
  });

  test('with broadcasting uses the stock kernel', async () => {
    const [row, number, gradient] = await valuesOf(() => {
      const x = tf.tensor2d([1, 5, 3, 2], [2, 2]);
      return [
        tf.maximum(x, tf.tensor1d([2, 4])),
        tf.maximum(x, 3),
        tf.grad((z) => tf.maximum(z, 3))(x, tf.tensor2d([1, 2, 3, 4], [2, 2])),
      ];
    });
    expect(row).toEqual([2, 5, 3, 4]);
    expect(number).toEqual([3, 5, 3, 3]);
    expect(gradient).toEqual([0, 2, 3, 0]);
  });

  test('of integers and of empty tensors', async () => {
    const [whole, none] = await valuesOf(() => [
      tf.maximum(tf.tensor1d([1, -4], 'int32'), tf.tensor1d([0, -3], 'int32')),
      tf.maximum(tf.zeros([0, 2]), tf.zeros([0, 2])),
    ]);
    expect(whole).toEqual([1, -3]);
    expect(none).toEqual([]);
  });

  test('the second derivative of max(x, y)³ is 6 max(x, y)', async () => {
    const [x, y] = [randomValues(21, 4), randomValues(21, 5)];
    const [curvature] = await valuesOf(() => {
      const cube = (z: tf.Tensor) => {
        const larger = tf.maximum(z, tf.tensor1d(y));
        return tf.mul(tf.mul(larger, larger), larger);
      };
      return [tf.grad((z) => tf.grad(cube)(z))(tf.tensor1d(x))];
    });
    curvature.forEach((value, i) => expect(value).toBeCloseTo(x[i] >= y[i] ? 6 * x[i] : 0, 5));
  });

  // A diverged training must be visible. The other backends use the hardware's maximum, which may drop NaN.
  if (backend === 'wasm') {
    test('of NaN in either argument is NaN, in each lane and after the last full vector', async () => {
      for (let place = 0; place < 7; place++) {
        const ones = new Float32Array(7).fill(1);
        const [first, second] = await valuesOf(() => {
          const [holes, others] = [tf.tensor1d(ones.with(place, NaN)), tf.tensor1d(ones)];
          return [tf.maximum(holes, others), tf.maximum(others, holes)];
        });
        expect(first).toEqual(Array.from(ones.with(place, NaN)));
        expect(second).toEqual(first);
      }
    });
  }
});

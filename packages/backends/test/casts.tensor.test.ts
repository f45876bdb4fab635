import * as tf from '@tensorflow/tfjs-core';
import { describeEachBackend, expectNoLeak } from '@nin/testing';
import { expect, test } from 'vitest';

/** Reads the values of tensors and disposes of the tensors. */
async function valuesOf(compute: () => tf.Tensor[]): Promise<number[][]> {
  return expectNoLeak(async () => {
    const results = tf.tidy(compute);
    const values = await Promise.all(results.map(async (one) => Array.from(await one.data())));
    tf.dispose(results);
    return values;
  });
}

const floats = [0.5, 256, -3, NaN, 0, -0, 65_536, Infinity, 1e-30];
const wholes = [256, -3, 0, 65_536, 1, -(2 ** 31)];

describeEachBackend('casts', () => {
  test('every nonzero number is true', async () => {
    const values = await valuesOf(() => {
      const [a, b] = [tf.tensor1d(floats), tf.tensor1d(wholes, 'int32')];
      // Computed tensors are on the backend; others may still be in JavaScript.
      const [x, y] = [tf.mul(a, 1), tf.mul(b, tf.scalar(1, 'int32'))];
      return [a, x, b, y].map((one) => tf.cast(one, 'bool'));
    });
    const [ofFloats, ofWholes] = [
      [1, 1, 1, 1, 0, 0, 1, 1, 1],
      [1, 1, 0, 1, 1, 1],
    ];
    expect(values).toEqual([ofFloats, ofFloats, ofWholes, ofWholes]);
  });

  test('booleans cast to 0 and 1', async () => {
    const values = await valuesOf(() => {
      const truths = tf.cast(tf.tensor1d(floats), 'bool');
      const not = tf.logicalNot(truths);
      return [tf.cast(truths, 'int32'), tf.cast(truths, 'float32'), not, tf.sum(truths)];
    });
    expect(values).toEqual([
      [1, 1, 1, 1, 0, 0, 1, 1, 1],
      [1, 1, 1, 1, 0, 0, 1, 1, 1],
      [0, 0, 0, 0, 1, 1, 0, 0, 0],
      [7],
    ]);
  });

  test('integers cast to floats work in kernels', async () => {
    const pixels = [0, 1, 2, 3, 4, 5, 6, 7, 8];
    const values = await valuesOf(() => {
      const whole = tf.tensor4d(pixels, [1, 3, 3, 1], 'int32');
      const computed = tf.add(whole, tf.scalar(0, 'int32'));
      return [whole, computed].flatMap((one): tf.Tensor[] => {
        const image = tf.cast(one, 'float32') as tf.Tensor4D;
        const filter = tf.ones<tf.Rank.R4>([2, 2, 1, 1]);
        return [
          tf.conv2d(image, filter, 1, 'valid'),
          tf.sum(image),
          tf.mean(one, [0, 1, 2]),
          tf.matMul(tf.reshape(image, [3, 3]), tf.ones([3, 1])),
        ];
      });
    });
    const expected = [[8, 12, 20, 24], [36], [4], [3, 12, 21]];
    expect(values).toEqual([...expected, ...expected]);
  });
});

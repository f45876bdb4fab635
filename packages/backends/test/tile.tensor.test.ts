import * as tf from '@tensorflow/tfjs-core';
import { describeEachBackend, expectNoLeak, randomValues } from '@nin/testing';
import { expect, test } from 'vitest';

const cases: { shape: number[]; reps: number[] }[] = [
  { shape: [1, 1, 1, 5], reps: [2, 3, 4, 1] },
  { shape: [1, 1, 1, 1], reps: [3, 1, 7, 1] },
  { shape: [1, 6], reps: [1, 1] },
  { shape: [1, 6], reps: [5, 2] },
  { shape: [2, 3], reps: [4, 1] },
  { shape: [4], reps: [3] },
  { shape: [1, 4], reps: [0, 1] },
];

/** Element [i, j, …] of the tiled tensor is element [i mod rows, j mod columns, …] of the tensor. */
function tiled(values: Float32Array, shape: number[], reps: number[]): number[] {
  const target = shape.map((size, axis) => size * reps[axis]);
  return Array.from({ length: tf.util.sizeFromShape(target) }, (_, flat) => {
    const place = tf.util.indexToLoc(flat, target.length, tf.util.computeStrides(target));
    const from = place.map((at, axis) => at % shape[axis]);
    return values[tf.util.locToIndex(from, shape.length, tf.util.computeStrides(shape))];
  });
}

describeEachBackend('tile', () => {
  test.each(cases)('$shape × $reps', async ({ shape, reps }) => {
    const values = randomValues(tf.util.sizeFromShape(shape), 5);
    await expectNoLeak(async () => {
      const result = tf.tidy(() => tf.tile(tf.tensor(values, shape), reps));
      expect(Array.from(await result.data())).toEqual(tiled(values, shape, reps));
      result.dispose();
    });
  });
});

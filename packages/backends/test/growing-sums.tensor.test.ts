import * as tf from '@tensorflow/tfjs-core';
import { describeEachBackend, expectClose, expectNoLeak } from '@nin/testing';
import { describe, expect, test } from 'vitest';

const million = 1_000_000;
const tenth = Math.fround(0.1);

/** Added in sequence in float32, a million tenths are 100,958, because each step rounds the same way. */
const tenths = (...shape: number[]) => tf.fill(shape, 0.1);

const sums: { title: string; compute: () => tf.Tensor; right: number }[] = [
  { title: 'all', compute: () => tf.sum(tenths(million)), right: million * tenth },
  { title: 'rows', compute: () => tf.sum(tenths(3, million), 1), right: million * tenth },
  { title: 'columns', compute: () => tf.sum(tenths(million, 3), 0), right: million * tenth },
  { title: 'four columns', compute: () => tf.sum(tenths(million, 4), 0), right: million * tenth },
  { title: 'axes apart', compute: () => tf.sum(tenths(1000, 2, 1000), [0, 2]), right: million * tenth },
  { title: 'a mean', compute: () => tf.mean(tenths(million)), right: tenth },
  { title: 'a mean of columns', compute: () => tf.mean(tenths(million, 2), 0), right: tenth },
  { title: 'a norm', compute: () => tf.norm(tenths(million)), right: 1000 * tenth },
  {
    title: 'a mean squared difference',
    compute: () => tf.losses.meanSquaredError(tf.zeros([million]), tenths(million)),
    right: tenth ** 2,
  },
  {
    title: 'a factor’s gradient',
    compute: () => tf.grad((a) => tf.mul(tenths(million), a))(tf.scalar(1)),
    right: million * tenth,
  },
  {
    title: 'a bias’s gradient',
    compute: () => tf.grad((b) => tf.mul(tf.add(tf.zeros([million, 2]), b), 0.1))(tf.ones([2])),
    right: million * tenth,
  },
  {
    title: 'the last running sum',
    compute: () => tf.slice(tf.cumsum(tenths(million)), [million - 1], [1]),
    right: million * tenth,
  },
  {
    title: 'the first running sum from the end, of columns',
    compute: () => tf.slice(tf.cumsum(tenths(20_000, 2), 0, false, true), [0, 0], [1, 2]),
    right: 20_000 * tenth,
  },
];

describeEachBackend('sums of many terms', (backend) => {
  // In float64, rounded once; GPUs have only float32, and add in nested blocks.
  const tolerance = backend === 'cpu' || backend === 'wasm' ? 2 ** -23 : 5e-6;

  describe('of tenths', () => {
    test.each(sums)('$title', ({ compute, right }) =>
      expectNoLeak(async () => {
        const result = tf.tidy(compute);
        expectClose(await result.data(), new Float64Array(result.size).fill(right), tolerance);
        result.dispose();
      }),
    );
  });

  test('of 2²⁵ ones', () =>
    expectNoLeak(async () => {
      const result = tf.tidy(() => tf.sum(tf.ones([2 ** 25])));
      expect((await result.data())[0]).toBe(33_554_432);
      result.dispose();
    }));

  test('of integers are exact within the range of the backend', () =>
    expectNoLeak(async () => {
      // On webgl integers are floats: those beyond 2²⁴ cannot be stored.
      const large = backend === 'webgl' ? 2 ** 23 : 2 ** 24;
      const values = [large, 1, 1, 1];
      const results = tf.tidy(() => [
        tf.sum(tf.tensor1d(values, 'int32')),
        tf.sum(tf.tensor2d(values, [4, 1], 'int32'), 0),
        tf.sum(tf.tensor2d(values, [1, 4], 'int32'), 1),
        tf.sum(tf.tensor3d([...values, ...values], [2, 4, 1], 'int32'), [0, 2]),
      ]);
      const sums = await Promise.all(results.map(async (one) => Array.from(await one.data())));
      expect(sums).toEqual([[large + 3], [large + 3], [large + 3], [2 * large, 2, 2, 2]]);
      tf.dispose(results);
    }));

  test('means of integers and booleans', () =>
    expectNoLeak(async () => {
      const results = tf.tidy(() => [
        tf.mean(tf.tensor1d([1, 2, 4, 4], 'int32')),
        tf.mean(tf.tensor1d([true, false, true, true], 'bool')),
      ]);
      const means = await Promise.all(results.map(async (one) => Array.from(await one.data())));
      expect(means).toEqual([[2.75], [0.75]]);
      tf.dispose(results);
    }));

  test.each([
    { values: [1, NaN, 1], sum: NaN },
    { values: [1, Infinity, 1], sum: Infinity },
    { values: [-Infinity, 1, 1], sum: -Infinity },
    { values: [Infinity, 1, -Infinity], sum: NaN },
    { values: [3e38, 3e38, 1], sum: Infinity },
  ])('$values make $sum', ({ values, sum }) =>
    expectNoLeak(async () => {
      const results = tf.tidy(() => [
        tf.sum(tf.tensor1d(values)),
        tf.sum(tf.tensor2d(values, [1, 3]), 1),
        tf.sum(tf.tensor2d(values, [3, 1]), 0),
        tf.sum(tf.stack([tf.tensor1d(values), tf.tensor1d(values)], 1), 0),
      ]);
      for (const result of results) for (const value of await result.data()) expect(value).toBe(sum);
      tf.dispose(results);
    }),
  );

  test('of no terms', () =>
    expectNoLeak(async () => {
      const results = tf.tidy(() => [
        tf.sum(tf.zeros([0])),
        tf.sum(tf.zeros([0, 3]), 0),
        tf.sum(tf.zeros([3, 0]), 0),
      ]);
      const sums = await Promise.all(results.map(async (one) => Array.from(await one.data())));
      expect(sums).toEqual([[0], [0, 0, 0], []]);
      tf.dispose(results);
    }));
});

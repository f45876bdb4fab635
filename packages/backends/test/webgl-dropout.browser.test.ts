import * as tf from '@tensorflow/tfjs-core';
import { randomValues } from '@nin/testing';
import { expect, test } from 'vitest';
import { expectSameBits } from './same-bits';
import { computed, describeOnWebgl } from './webgl-setup';

/** C. Wellons' "lowbias32", in JavaScript. */
function scramble(bits: number): number {
  let x = bits >>> 0;
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
  return (x ^ (x >>> 16)) >>> 0;
}

/** Returns whether an element is kept, computed like the wasm kernel, in integers. */
function kept(place: number, seed: number, rate: number): boolean {
  const start = scramble(seed ^ 0x9e3779b9);
  const bits = scramble(scramble((place + start) >>> 0) ^ start);
  return bits >= Math.min(2 ** 32 - 1, Math.round(rate * 2 ** 32));
}

const drops = [
  { rate: 0.5, seed: 0, shape: [20_003] },
  { rate: 0.3, seed: 7, shape: [7, 5, 3, 9] },
  { rate: 0.01, seed: 2 ** 32 - 1, shape: [41, 7] },
  { rate: 0.99, seed: 2 ** 31, shape: [4, 6, 8] },
  { rate: 1 / 3, seed: 123_456_789, shape: [1, 1, 1, 77] },
];

describeOnWebgl('dropout', () => {
  test.each(drops)('of $shape at $rate with seed $seed drops the same elements as on wasm', async (one) => {
    const { rate, seed, shape } = one;
    const x = randomValues(tf.util.sizeFromShape(shape), 1);
    const drop = (input: tf.Tensor) =>
      tf.engine().runKernel<tf.Tensor>('SeededDropout', { x: input }, { rate, seed });
    const [y, gradient] = await computed(() => [
      drop(tf.tensor(x, shape)),
      tf.grad(drop)(tf.zeros(shape), tf.tensor(x, shape)),
    ]);
    const scale = Math.fround(1 / (1 - rate));
    expectSameBits(
      y.map((value) => value + 0),
      x.map((value, place) => (kept(place, seed, rate) ? Math.fround(value * scale) : 0)),
    );
    expectSameBits(gradient, y);
    expect(y.some((value) => value === 0)).toBe(true);
  });
});

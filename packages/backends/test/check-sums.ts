import * as tf from '@tensorflow/tfjs-core';
import { expectClose, expectNoLeak, randomValues } from '@nin/testing';
import { expect } from 'vitest';

/** The sum over some axes from the definition, in float64, and how many terms each sum has. */
function referenceSum(values: ArrayLike<number>, shape: number[], axes: number[]) {
  const targets = targetsOf(shape, axes);
  const sums = new Float64Array(tf.util.sizeFromShape(shape.filter((_, axis) => !axes.includes(axis))));
  for (let at = 0; at < values.length; at++) sums[targets[at]] += values[at];
  return { sums, terms: values.length / sums.length };
}

/** Returns, for each value, the index of its sum over some axes. */
function targetsOf(shape: number[], axes: number[]): number[] {
  const kept = shape.map((size, axis) => (axes.includes(axis) ? 1 : size));
  const [from, to] = [tf.util.computeStrides([...shape, 1]), tf.util.computeStrides([...kept, 1])];
  return Array.from({ length: tf.util.sizeFromShape(shape) }, (_, at) => {
    const place = shape.map((size, axis) => Math.floor(at / from[axis]) % size);
    return place.reduce((sum, index, axis) => sum + (axes.includes(axis) ? 0 : index * to[axis]), 0);
  });
}

/** Returns every set of adjacent axes of a tensor of this rank, the longest last. */
export function contiguousAxes(rank: number): number[][] {
  const sets: number[][] = [];
  for (let length = 1; length <= rank; length++)
    for (let first = 0; first + length <= rank; first++)
      sets.push(Array.from({ length }, (_, i) => first + i));
  return sets;
}

/** Expects sum and mean over some axes on the current backend to agree with the float64 reference. */
export async function checkSums(
  shape: number[],
  axes: number[],
  values = randomValues(tf.util.sizeFromShape(shape), 1),
): Promise<void> {
  const { sums, terms } = referenceSum(values, shape, axes);
  await expectNoLeak(async () => {
    const [sum, mean, keptSum, keptMean] = tf.tidy((): tf.Tensor[] => {
      const x = tf.tensor(values, shape);
      // From the end, and in another order, they are the same axes.
      const fromEnd = axes.map((axis) => axis - shape.length).reverse();
      return [tf.sum(x, axes), tf.mean(x, fromEnd), tf.sum(x, fromEnd, true), tf.mean(x, axes, true)];
    });
    expect(sum.shape).toEqual(shape.filter((_, axis) => !axes.includes(axis)));
    expect(keptSum.shape).toEqual(shape.map((size, axis) => (axes.includes(axis) ? 1 : size)));
    expect(mean.shape).toEqual(sum.shape);
    expect(keptMean.shape).toEqual(keptSum.shape);
    const means = sums.map((value) => value / terms);
    expectClose(await sum.data(), sums);
    expectClose(await keptSum.data(), sums);
    expectClose(await mean.data(), means);
    expectClose(await keptMean.data(), means);
    tf.dispose([sum, mean, keptSum, keptMean]);
  });
}

/**
 * Expects the gradients of sum and mean over some axes: each term gets the gradient of its sum, divided by the terms
 * for a mean.
 */
export async function checkSumGradients(shape: number[], axes: number[]): Promise<void> {
  const targets = targetsOf(shape, axes);
  const kept = shape.map((size, axis) => (axes.includes(axis) ? 1 : size));
  const left = shape.filter((_, axis) => !axes.includes(axis));
  const errors = randomValues(tf.util.sizeFromShape(kept), 2);
  const terms = targets.length / errors.length;
  const expected = targets.map((target) => errors[target]);
  await expectNoLeak(async () => {
    const [ofSum, ofMean] = tf.tidy(() => {
      const x = tf.zeros(shape);
      return [
        tf.grad((z) => tf.sum(z, axes))(x, tf.tensor(errors, left)),
        tf.grad((z) => tf.mean(z, axes, true))(x, tf.tensor(errors, kept)),
      ];
    });
    expect(ofSum.shape).toEqual(shape);
    expect(ofMean.shape).toEqual(shape);
    expect(Array.from(await ofSum.data())).toEqual(expected);
    expectClose(
      await ofMean.data(),
      expected.map((error) => error / terms),
    );
    tf.dispose([ofSum, ofMean]);
  });
}

import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'vitest';

/** Runs `work`, expects the same number of tensors as before, and returns the result of `work`. */
export async function expectNoLeak<T>(work: () => T | Promise<T>): Promise<T> {
  const before = tf.memory().numTensors;
  const result = await work();
  const left = tf.memory().numTensors - before;
  expect(left, `${left} tensors leaked`).toBe(0);
  return result;
}

import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'vitest';

/** Runs `work` and expects as many tensors afterwards as before. Returns what `work` returns. */
export async function expectNoLeak<T>(work: () => T | Promise<T>): Promise<T> {
  const before = tf.memory().numTensors;
  const result = await work();
  const left = tf.memory().numTensors - before;
  expect(left, `${left} tensors left behind`).toBe(0);
  return result;
}

import * as tf from '@tensorflow/tfjs-core';
import { describeEachBackend, expectNoLeak } from '@nin/testing';
import { expect, test } from 'vitest';

describeEachBackend('expectNoLeak', () => {
  test('gives back what the work returns when nothing is left', async () => {
    const sum = await expectNoLeak(async () => {
      const total = tf.sum([1, 2, 3]);
      const [value] = await total.data();
      total.dispose();
      return value;
    });
    expect(sum).toBe(6);
  });

  test('fails when a tensor is left, also by asynchronous work', async () => {
    const left: tf.Tensor[] = [];
    const work = async () => {
      await Promise.resolve();
      left.push(tf.scalar(1));
    };
    await expect(expectNoLeak(work)).rejects.toThrow('1 tensors leaked');
    tf.dispose(left);
  });
});

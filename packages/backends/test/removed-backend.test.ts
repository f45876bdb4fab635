import '@tensorflow/tfjs-layers';
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { selectBackend } from '../src/index.node';

test('wasm starts again after its removal, and trains', async () => {
  await selectBackend('wasm');
  const before = tf.backend();
  tf.removeBackend('wasm');
  expect(await selectBackend('wasm')).toMatchObject({ name: 'wasm' });
  expect(tf.backend()).not.toBe(before);
  // Ones under one weight: its gradient is the number of pixels.
  const gradient = tf.tidy(() =>
    tf.grad((filter) => tf.conv2d(tf.ones<tf.Rank.R4>([1, 3, 3, 1]), filter as tf.Tensor4D, 1, 'valid'))(
      tf.zeros([1, 1, 1, 1]),
    ),
  );
  expect(Array.from(await gradient.data())).toEqual([9]);
  gradient.dispose();
});

test('a backend that was removed before its first selection is reported as that', async () => {
  tf.removeBackend('cpu');
  await expect(selectBackend('cpu')).rejects.toThrow(
    "cpu: it was removed by tf.removeBackend('cpu') before the first selectBackend",
  );
});

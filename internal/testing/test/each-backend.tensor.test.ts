import * as tf from '@tensorflow/tfjs-core';
import { describeEachBackend, expectClose, testedBackends } from '@nin/testing';
import { expect, test } from 'vitest';

const seen: string[] = [];

describeEachBackend('describeEachBackend', (backend) => {
  test('runs the tests on the backend it names', () => {
    expect(tf.getBackend()).toBe(backend);
    seen.push(backend);
  });

  test('can train a convolution', async () => {
    // Of a 1×1 convolution with one weight, the gradient by the weight is the sum of the inputs.
    const gradient = tf.tidy(() => {
      const image = tf.tensor4d([1, 2, 3, 4], [1, 2, 2, 1]);
      const filter = tf.ones<tf.Rank.R4>([1, 1, 1, 1]);
      return tf.grad((weights) => tf.conv2d(image, weights as tf.Tensor4D, 1, 'same'))(filter);
    });
    expectClose(await gradient.data(), [10]);
    gradient.dispose();
  });
});

test('every backend of the project had its turn', () => {
  expect(seen).toEqual(testedBackends);
  expect([['cpu', 'wasm'], ['webgpu'], ['webgl']]).toContainEqual(testedBackends);
});

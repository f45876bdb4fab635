import * as tf from '@tensorflow/tfjs-core';
import { describeEachBackend, expectClose, expectNoLeak, randomValues } from '@nin/testing';
import { expect, test } from 'vitest';

/** On, just beside and between the kinks. */
const kinks = [0, -0, 1e-20, -1e-20, 6, 5.9999995, 6.0000005, -6, 3, 100, -100];

const gradients = [
  { name: 'relu', activation: tf.relu<tf.Tensor>, slope: (x: number) => (x > 0 ? 1 : 0) },
  { name: 'relu6', activation: tf.relu6<tf.Tensor>, slope: (x: number) => (x > 0 && x <= 6 ? 1 : 0) },
];

describeEachBackend('gradients of activations', () => {
  test.each(gradients)('$name, with kinks', async ({ activation, slope }) => {
    for (const count of [1, 2, 3, 4, 5, 7, 8, 31, 1001]) {
      const random = randomValues(count, count).map((value) => 12 * value);
      const x = Float32Array.from([...kinks, ...random]);
      const dy = randomValues(x.length, 2);
      await expectNoLeak(async () => {
        const gradient = tf.tidy(() => tf.grad(activation)(tf.tensor1d(x), tf.tensor1d(dy)));
        // No rounding: each value is passed through or not.
        expect(Array.from(await gradient.data(), (value) => value + 0)).toEqual(
          Array.from(dy, (value, at) => value * slope(x[at]) + 0),
        );
        gradient.dispose();
      });
    }
  });

  test('the second derivative of relu(x)³ is 6 relu(x)', async () => {
    const x = randomValues(21, 3);
    await expectNoLeak(async () => {
      const cube = (z: tf.Tensor) => {
        const y = tf.relu(z);
        return tf.mul(tf.mul(y, y), y);
      };
      const curvature = tf.tidy(() => tf.grad((z) => tf.grad(cube)(z))(tf.tensor1d(x)));
      expectClose(
        await curvature.data(),
        Array.from(x, (value) => 6 * Math.max(0, value)),
      );
      curvature.dispose();
    });
  });
});

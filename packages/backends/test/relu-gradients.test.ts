import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { expectClose, expectNoLeak, randomValues } from '@nin/testing';
import { afterEach, expect, test } from 'vitest';
import { describeOnWasm } from './on-wasm';
import { expectSameBits } from './same-bits';

const activations = [
  { name: 'relu', activation: tf.relu<tf.Tensor>, ceiling: Infinity },
  { name: 'relu6', activation: tf.relu6<tf.Tensor>, ceiling: 6 },
];

async function gradientOf(activation: (x: tf.Tensor) => tf.Tensor, x: Float32Array, dy: Float32Array) {
  return expectNoLeak(async () => {
    const gradient = tf.tidy(() => tf.grad(activation)(tf.tensor1d(x), tf.tensor1d(dy)));
    const values = await gradient.data<'float32'>();
    gradient.dispose();
    return values;
  });
}

describeOnWasm('gradients of activations by our kernel', () => {
  afterEach(() => tf.setBackend('wasm'));

  test.each(activations)('$name, in chunks for the threads', async ({ activation, ceiling }) => {
    for (const count of [16_383, 16_384, 16_385, 2 * 16_384 + 3]) {
      const x = randomValues(count, 1).map((value) => 12 * value);
      const dy = randomValues(count, 2);
      const expected = dy.map((value, at) => (x[at] > 0 && x[at] <= ceiling ? value : 0));
      expectSameBits(await gradientOf(activation, x, dy), expected);
    }
  });

  // A diverged training must be visible, not hidden by zeros: in each lane and after the last full vector.
  test.each(activations)('$name of NaN has the gradient NaN', async ({ activation }) => {
    for (let place = 0; place < 7; place++) {
      const x = new Float32Array(7).fill(1).with(place, NaN);
      const gradient = await gradientOf(activation, x, new Float32Array(7).fill(2));
      expect(Array.from(gradient)).toEqual(Array.from({ length: 7 }, (_, at) => (at === place ? NaN : 2)));
    }
  });

  test.each(activations)(
    '$name on another backend, with training kernels installed',
    async ({ activation }) => {
      await tf.setBackend('cpu');
      const gradient = await gradientOf(activation, Float32Array.of(-1, 0, 2), Float32Array.of(3, 4, 5));
      expect(Array.from(gradient, (value) => value + 0)).toEqual([0, 0, 5]);
    },
  );

  // Stock's gradient of relu6 has no gradient itself.
  test('the second derivative of x²/2 · relu6(x)', async () => {
    // It is relu6(x) + 2x · relu6′(x), as relu6″ = 0.
    const x = randomValues(33, 4).map((value) => 9 * value);
    await expectNoLeak(async () => {
      const weighted = (z: tf.Tensor) => tf.mul(tf.mul(tf.square(z), 0.5), tf.relu6(z));
      const curvature = tf.tidy(() => tf.grad((z) => tf.grad(weighted)(z))(tf.tensor1d(x)));
      const expected = Array.from(x, (value) => {
        const clipped = Math.min(6, Math.max(0, value));
        return clipped + (value > 0 && value <= 6 ? 2 * value : 0);
      });
      expectClose(await curvature.data(), expected);
      curvature.dispose();
    });
  });
});

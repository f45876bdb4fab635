import * as tf from '@tensorflow/tfjs-core';
import { layers } from '@tensorflow/tfjs-layers';
import { describeEachBackend, expectClose, expectNoLeak, randomValues } from '@nin/testing';
import { describe, expect, test } from 'vitest';

/** Sizes around vectors of four and chunks of 16,384 values. */
const sizes = [1, 2, 3, 4, 5, 1001, 16_384, 16_385, 2 * 16_384 + 3];

/** Returns the error function, by its series or by its continued fraction where that is accurate to 1e-12. */
function erf(z: number): number {
  if (z < 0) return -erf(-z);
  if (z > 3) {
    let fraction = 0;
    for (let k = 60; k > 0; k--) fraction = k / 2 / (z + fraction);
    return 1 - Math.exp(-z * z) / (Math.sqrt(Math.PI) * (z + fraction));
  }
  let [sum, term] = [z, z];
  for (let k = 1; k < 100; k++) {
    term *= (-z * z) / k;
    sum += term / (2 * k + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
}

const normal = (x: number) => 0.5 * (1 + erf(x / Math.SQRT2));
const density = (x: number) => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

const kinds = [
  { kind: 'gelu', value: (x: number) => x * normal(x), slope: (x: number) => normal(x) + x * density(x) },
  {
    kind: 'swish',
    value: (x: number) => x * sigmoid(x),
    slope: (x: number) => sigmoid(x) * (1 + x * (1 - sigmoid(x))),
  },
] as const;

interface Both {
  y: Float32Array;
  dx: Float32Array;
}

/** Returns an activation of tfjs-layers and its gradient for a given dy. */
function activated(activation: 'gelu' | 'swish', x: Float32Array, dy: Float32Array): Promise<Both> {
  const layer = layers.activation({ activation });
  return expectNoLeak(async () => {
    const [y, dx] = tf.tidy(() => {
      const apply = (z: tf.Tensor) => layer.apply(z) as tf.Tensor;
      const input = tf.tensor(x, [1, x.length]);
      return [apply(input), tf.grad(apply)(input, tf.tensor(dy, [1, x.length]))];
    });
    const both = { y: await y.data<'float32'>(), dx: await dx.data<'float32'>() };
    tf.dispose([y, dx]);
    return both;
  });
}

describeEachBackend('smooth activations', (backend) => {
  describe.each(kinds)('$kind', ({ kind, value, slope }) => {
    test.each(sizes)('of %s values, and its gradient', async (count) => {
      const x = randomValues(count, 1).map((one) => 6 * one);
      const dy = randomValues(count, 2);
      const { y, dx } = await activated(kind, x, dy);
      expectClose(y, Array.from(x, value), 2e-6);
      expectClose(
        dx,
        Array.from(x, (one, i) => dy[i] * slope(one)),
        2e-6,
      );
    });

    test('equals ReLU far from zero', async () => {
      const x = Float32Array.of(-1e4, -100, -50, -20, 0, 20, 50, 100, 1e4);
      const { y, dx } = await activated(kind, x, new Float32Array(x.length).fill(3));
      expectClose(
        y,
        Array.from(x, (one) => Math.max(one, 0)),
      );
      Array.from(x).forEach((one, i) => expect(dx[i]).toBeCloseTo(one > 0 ? 3 : one < 0 ? 0 : 1.5, 5));
    });

    test('of NaN is NaN, in each lane and after the last full vector', async () => {
      for (let place = 0; place < 7; place++) {
        const x = new Float32Array(7).with(place, NaN);
        const { y, dx } = await activated(kind, x, new Float32Array(7).fill(1));
        expect(Array.from(y, (one) => one + 0)).toEqual(Array.from(x));
        expect(dx[place]).toBeNaN();
      }
    });

    test('of an empty tensor', async () => {
      const { y, dx } = await activated(kind, new Float32Array(), new Float32Array());
      expect([y.length, dx.length]).toEqual([0, 0]);
    });
  });

  // Stock's gradient of the sigmoid treats its output as a constant, so the second-order gradient of swish is wrong there.
  test('the second-order gradient of GELU is its second derivative', async () => {
    const layer = layers.activation({ activation: 'gelu' });
    const x = randomValues(9, 7).map((one) => 3 * one);
    await expectNoLeak(async () => {
      const curvature = tf.tidy(() => {
        const apply = (z: tf.Tensor) => layer.apply(z) as tf.Tensor;
        return tf.grad((z) => tf.grad(apply)(z))(tf.tensor(x, [1, 9]));
      });
      expectClose(
        await curvature.data(),
        Array.from(x, (one) => density(one) * (2 - one * one)),
      );
      curvature.dispose();
    });
  });

  test('swish with a factor uses the stock activation', async () => {
    const { classNameMap } = tf.serialization.SerializationMap.getMap();
    const [Swish] = classNameMap.swish as unknown as [
      new () => { apply(x: tf.Tensor, a: number): tf.Tensor },
    ];
    await expectNoLeak(async () => {
      const y = tf.tidy(() => new Swish().apply(tf.tensor1d([-2, 1]), 2));
      expectClose(await y.data(), [-2 * sigmoid(-4), sigmoid(2)]);
      y.dispose();
    });
  });

  if (backend === 'wasm') {
    test.each(kinds)('$kind keeps only its input for the backward pass', async ({ kind }) => {
      const layer = layers.activation({ activation: kind });
      await expectNoLeak(() => {
        const x = tf.ones([1, 1000]);
        const before = tf.memory().numDataBuffers;
        let made = 0;
        const gradient = tf.grad((z) => {
          const y = layer.apply(z) as tf.Tensor;
          made = tf.memory().numDataBuffers - before;
          return y;
        })(x);
        expect(made).toBe(1);
        tf.dispose([x, gradient]);
      });
    });
  }
});

import * as tf from '@tensorflow/tfjs-core';
import { expectClose, expectNoLeak, randomValues } from '@nin/testing';
import { describe, expect, test } from 'vitest';
import { describeOnWasm } from './on-wasm';
import { expectSameBits } from './same-bits';

/** Around vectors of four and chunks of 16 384 values. */
const sizes = [1, 2, 3, 4, 5, 7, 8, 1001, 16_383, 16_384, 16_385, 2 * 16_384 + 3, 3 * 16_384];

type Values = ArrayLike<number>;

interface AdamWAttributes {
  stepSize: number;
  beta1: number;
  beta2: number;
  epsilon: number;
  keepRate: number;
}

interface SgdAttributes {
  learningRate: number;
  momentum: number;
  nesterov: boolean;
  keepRate: number;
}

/** Loshchilov & Hutter, arXiv 1711.05101, algorithm 2, the bias corrections in `stepSize`. */
function adamW([w, g, m, v]: Values[], { stepSize, beta1, beta2, epsilon, keepRate }: AdamWAttributes) {
  const nextM = Float64Array.from(m, (value, i) => beta1 * value + (1 - beta1) * g[i]);
  const nextV = Float64Array.from(v, (value, i) => beta2 * value + (1 - beta2) * g[i] ** 2);
  const nextW = nextM.map(
    (value, i) => keepRate * w[i] - (stepSize * value) / (Math.sqrt(nextV[i]) + epsilon),
  );
  return [nextW, nextM, nextV];
}

/** Sutskever et al. 2013, in Keras' form. Without momentum the velocity is minus the step. */
function sgd([w, g, u]: Values[], { learningRate, momentum, nesterov, keepRate }: SgdAttributes) {
  const nextU = Float64Array.from(g, (value, i) => momentum * (u ? u[i] : 0) - learningRate * value);
  const nextW = nextU.map(
    (value, i) => keepRate * w[i] + (nesterov ? momentum * value - learningRate * g[i] : value),
  );
  return [nextW, nextU];
}

/** Runs a kernel on named vectors. Its inputs must stay as they are. */
async function runUpdate(kernel: string, inputs: Record<string, Float32Array>, attributes: object) {
  return expectNoLeak(async () => {
    const names = Object.keys(inputs);
    const tensors = Object.fromEntries(names.map((name) => [name, tf.tensor1d(inputs[name])]));
    const results = tf.engine().runKernel<tf.Tensor[]>(kernel, tensors, attributes as tf.NamedAttrMap);
    const values = await Promise.all(results.map((tensor) => tensor.data()));
    for (const name of names) expectSameBits(await tensors[name].data<'float32'>(), inputs[name]);
    tf.dispose([results, tensors]);
    return values;
  });
}

describeOnWasm('updates of optimizers', () => {
  // Steps as large as the values, so that an error in the step shows.
  test.each([
    { stepSize: 0.5, beta1: 0.9, beta2: 0.999, epsilon: 1e-7, keepRate: 1 },
    { stepSize: 0.3, beta1: 0.5, beta2: 0.75, epsilon: 0.1, keepRate: 0.8 },
    { stepSize: 1, beta1: 0, beta2: 0.25, epsilon: 1e-3, keepRate: 0 },
  ])('AdamW with $beta1, $beta2, ε $epsilon, keeping $keepRate', async (attributes) => {
    for (const size of sizes) {
      const [value, gradient, m] = [1, 2, 3].map((seed) => randomValues(size, seed));
      const v = randomValues(size, 4).map((one) => 1 + one / 2);
      const actual = await runUpdate('AdamWUpdate', { value, gradient, m, v }, attributes);
      const expected = adamW([value, gradient, m, v], attributes);
      expect(actual).toHaveLength(3);
      actual.forEach((values, i) => expectClose(values, expected[i]));
    }
  });

  test('the first AdamW step goes against the sign of the gradient', async () => {
    // m' = 0.1 g and √v' = √0.001 |g|, so that with both bias corrections, √0.001 / 0.1, the step is 0.01 · sign(g).
    const attributes = {
      stepSize: (0.01 * Math.sqrt(1 - 0.999)) / (1 - 0.9),
      beta1: 0.9,
      beta2: 0.999,
      epsilon: 0,
      keepRate: 1,
    };
    const zeros = new Float32Array(5);
    const gradient = Float32Array.of(3, -0.2, 100, -1e-3, 1);
    const [next] = await runUpdate('AdamWUpdate', { value: zeros, gradient, m: zeros, v: zeros }, attributes);
    expectClose(next, [-0.01, 0.01, -0.01, 0.01, -0.01]);
  });

  test('AdamW leaves a variable that never had a gradient', async () => {
    const attributes = { stepSize: 1, beta1: 0.9, beta2: 0.999, epsilon: 1e-7, keepRate: 1 };
    const [value, zeros] = [randomValues(9, 1), new Float32Array(9)];
    const [next] = await runUpdate('AdamWUpdate', { value, gradient: zeros, m: zeros, v: zeros }, attributes);
    expect(next).toEqual(value);
  });

  describe.each([
    { learningRate: 0.5, momentum: 0.9, nesterov: false, keepRate: 1 },
    { learningRate: 0.5, momentum: 0.9, nesterov: true, keepRate: 1 },
    { learningRate: 0.3, momentum: 0.5, nesterov: true, keepRate: 0.75 },
    { learningRate: 2, momentum: 0, nesterov: false, keepRate: 0.9 },
  ])('SGD with momentum $momentum, Nesterov $nesterov, keeping $keepRate', (attributes) => {
    test('moves the variable and its velocity', async () => {
      for (const size of sizes) {
        const [value, gradient, velocity] = [1, 2, 3].map((seed) => randomValues(size, seed));
        const actual = await runUpdate('SgdUpdate', { value, gradient, velocity }, attributes);
        const expected = sgd([value, gradient, velocity], attributes);
        expect(actual).toHaveLength(2);
        actual.forEach((values, i) => expectClose(values, expected[i]));
      }
    });
  });

  test.each([1, 0.75])('SGD without velocity, keeping %s', async (keepRate) => {
    const attributes = { learningRate: 0.5, momentum: 0, nesterov: false, keepRate };
    for (const size of sizes) {
      const [value, gradient] = [1, 2].map((seed) => randomValues(size, seed));
      const actual = await runUpdate('SgdUpdate', { value, gradient }, attributes);
      expect(actual).toHaveLength(1);
      expectClose(actual[0], sgd([value, gradient], attributes)[0]);
    }
  });
});

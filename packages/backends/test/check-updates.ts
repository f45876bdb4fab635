import * as tf from '@tensorflow/tfjs-core';
import { expectClose, expectNoLeak, randomValues } from '@nin/testing';
import { expect } from 'vitest';
import type { AdamWAttributes, SgdAttributes } from '../src/kernels/any-backend/optimizer-step';
import { expectSameBits } from './same-bits';

type Values = ArrayLike<number>;

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

/** Runs a kernel on named vectors, and expects the inputs not to change. */
export async function runUpdate(kernel: string, inputs: Record<string, Float32Array>, attributes: object) {
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

/** Expects an AdamW step of a variable of some size on the current backend to agree with float64. */
export async function checkAdamW(size: number, attributes: AdamWAttributes): Promise<void> {
  const [value, gradient, m] = [1, 2, 3].map((seed) => randomValues(size, seed));
  const v = randomValues(size, 4).map((one) => 1 + one / 2);
  const actual = await runUpdate('AdamWUpdate', { value, gradient, m, v }, attributes);
  const expected = adamW([value, gradient, m, v], attributes);
  expect(actual).toHaveLength(3);
  actual.forEach((values, i) => expectClose(values, expected[i]));
}

/** Expects an SGD step, with or without velocity, on the current backend to agree with float64. */
export async function checkSgd(
  size: number,
  attributes: SgdAttributes,
  withVelocity: boolean,
): Promise<void> {
  const [value, gradient, velocity] = [1, 2, 3].map((seed) => randomValues(size, seed));
  const inputs = { value, gradient, ...(withVelocity && { velocity }) };
  const actual = await runUpdate('SgdUpdate', inputs, attributes);
  const expected = sgd(Object.values(inputs), attributes);
  expect(actual).toHaveLength(withVelocity ? 2 : 1);
  actual.forEach((values, i) => expectClose(values, expected[i]));
}

/** Steps as large as the values, so that an error in the step is visible. */
export const adamWCases: AdamWAttributes[] = [
  { stepSize: 0.5, beta1: 0.9, beta2: 0.999, epsilon: 1e-7, keepRate: 1 },
  { stepSize: 0.3, beta1: 0.5, beta2: 0.75, epsilon: 0.1, keepRate: 0.8 },
  { stepSize: 1, beta1: 0, beta2: 0.25, epsilon: 1e-3, keepRate: 0 },
];

/** Steps of SGD with a velocity. */
export const sgdCases: SgdAttributes[] = [
  { learningRate: 0.5, momentum: 0.9, nesterov: false, keepRate: 1 },
  { learningRate: 0.5, momentum: 0.9, nesterov: true, keepRate: 1 },
  { learningRate: 0.3, momentum: 0.5, nesterov: true, keepRate: 0.75 },
  { learningRate: 2, momentum: 0, nesterov: false, keepRate: 0.9 },
];

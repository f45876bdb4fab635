import { expectClose, randomValues } from '@nin/testing';
import { expect, test } from 'vitest';
import { adamWCases, checkAdamW, checkSgd, runUpdate, sgdCases } from './check-updates';
import { describeOnWasm } from './on-wasm';

/** Sizes around vectors of four and chunks of 16,384 values. */
const sizes = [1, 2, 3, 4, 5, 7, 8, 1001, 16_383, 16_384, 16_385, 2 * 16_384 + 3, 3 * 16_384];

describeOnWasm('updates of optimizers', () => {
  test.each(adamWCases)('AdamW with $beta1, $beta2, ε $epsilon, keepRate $keepRate', async (attributes) => {
    for (const size of sizes) await checkAdamW(size, attributes);
  });

  test('the first AdamW step has the opposite sign of the gradient', async () => {
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

  test('AdamW does not change a variable whose gradient is zero', async () => {
    const attributes = { stepSize: 1, beta1: 0.9, beta2: 0.999, epsilon: 1e-7, keepRate: 1 };
    const [value, zeros] = [randomValues(9, 1), new Float32Array(9)];
    const [next] = await runUpdate('AdamWUpdate', { value, gradient: zeros, m: zeros, v: zeros }, attributes);
    expect(next).toEqual(value);
  });

  test.each(sgdCases)(
    'SGD with momentum $momentum, Nesterov $nesterov, keeping $keepRate, moves the variable and its velocity',
    async (attributes) => {
      for (const size of sizes) await checkSgd(size, attributes, true);
    },
  );

  test.each([1, 0.75])('SGD without velocity, keepRate %s', async (keepRate) => {
    const attributes = { learningRate: 0.5, momentum: 0, nesterov: false, keepRate };
    for (const size of sizes) await checkSgd(size, attributes, false);
  });
});

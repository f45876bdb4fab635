import * as tf from '@tensorflow/tfjs-core';
import { describeEachBackend, expectClose, expectNoLeak, randomValues } from '@nin/testing';
import { describe, expect, test } from 'vitest';
import { adamW, biasAndBatchNorm, type AdamWOptions } from '../src/index';
import { applySteps, flatten, type Values } from './apply-steps';

/** AdamW written down from Keras' documentation, in float64. */
function adamWReference(
  initial: Values,
  steps: readonly Values[],
  {
    learningRate = 1e-3,
    weightDecay = 0.004,
    beta1 = 0.9,
    beta2 = 0.999,
    epsilon = 1e-7,
    clipNorm = Infinity,
    decays = () => true,
  }: Omit<AdamWOptions, 'exclude'> & { decays?: (name: string) => boolean },
): Values {
  const values = Object.fromEntries(Object.entries(initial).map(([name, list]) => [name, [...list]]));
  const m = Object.fromEntries(Object.entries(initial).map(([name, list]) => [name, list.map(() => 0)]));
  const v = Object.fromEntries(Object.entries(initial).map(([name, list]) => [name, list.map(() => 0)]));
  steps.forEach((gradients, index) => {
    const t = index + 1;
    const norm = Math.sqrt(flatten(gradients).reduce((total, g) => total + g * g, 0));
    const scale = norm > (clipNorm ?? Infinity) ? (clipNorm ?? Infinity) / norm : 1;
    for (const [name, list] of Object.entries(gradients)) {
      list.forEach((raw, i) => {
        const g = raw * scale;
        if (decays(name)) values[name][i] -= learningRate * weightDecay * values[name][i];
        m[name][i] = beta1 * m[name][i] + (1 - beta1) * g;
        v[name][i] = beta2 * v[name][i] + (1 - beta2) * g * g;
        const alpha = (learningRate * Math.sqrt(1 - beta2 ** t)) / (1 - beta1 ** t);
        values[name][i] -= (alpha * m[name][i]) / (Math.sqrt(v[name][i]) + epsilon);
      });
    }
  });
  return values;
}

const initial = {
  'conv/kernel': [...randomValues(12, 1)],
  'conv/bias': [...randomValues(4, 2)],
  'bn/gamma_1': [...randomValues(4, 3)],
};
const twentySteps = Array.from({ length: 20 }, (_, step) => ({
  'conv/kernel': [...randomValues(12, 100 + step)],
  'conv/bias': [...randomValues(4, 200 + step)],
  'bn/gamma_1': [...randomValues(4, 300 + step)],
}));

describeEachBackend('adamW', () => {
  test('takes three steps worked out by hand', async () => {
    // lr .1, decay .5: each step first keeps 1 − .05 = .95 of w. β1 .5, β2 .75, ε .5; m and v start at 0.
    // g =  2: m = 1,   v = ¼·4       = 1, α = .1·√(1 − .75)/(1 − .5) = .1,   w = .95·1 − .1·1/(1 + .5) = .8833333
    // g = −1: m = 0,   v = ¾·1 + ¼·1 = 1,                                    w = .95·.8833333         = .8391667
    // g =  1: m = .5,  v = 1, α = .1·√(1 − .421875)/(1 − .125) = .08689661,  w = .95·.8391667 − α/3   = .7682428
    const optimizer = adamW({ learningRate: 0.1, weightDecay: 0.5, beta1: 0.5, beta2: 0.75, epsilon: 0.5 });
    const after = await applySteps(optimizer, { w: [1] }, [{ w: [2] }, { w: [-1] }, { w: [1] }]);
    expectClose(
      after.map(({ w }) => w[0]),
      [0.8833333, 0.8391667, 0.7682428],
      1e-6,
    );
    optimizer.dispose();
  });

  test('moves each element of a vector on its own', async () => {
    // The first step: α·m/√v = lr·√(1 − β2)/(1 − β1) · (1 − β1)·g/(√(1 − β2)·|g|) = lr·sign(g), ε next to nothing.
    // With lr .5 and decay .004, w keeps 1 − .002: [.998 − .5, 1.996 + .5, 2.994 − .5, 3.992 − 0].
    const optimizer = adamW({ learningRate: 0.5 });
    const [{ w }] = await applySteps(optimizer, { w: [1, 2, 3, 4] }, [{ w: [1, -6, 7, 0] }]);
    expectClose(w, [0.498, 2.496, 2.494, 3.992], 1e-5);
    optimizer.dispose();
  });

  test.each<[string, AdamWOptions, ((name: string) => boolean)?]>([
    ['the defaults', {}],
    ['a high rate and no decay', { learningRate: 0.05, weightDecay: 0 }],
    ['strong decay', { learningRate: 0.01, weightDecay: 0.5 }],
    ['other betas and epsilon', { learningRate: 0.01, beta1: 0.5, beta2: 0.9, epsilon: 0.01 }],
    ['no first moment', { learningRate: 0.01, beta1: 0 }],
    ['clipping', { learningRate: 0.01, clipNorm: 0.5 }],
    ['a bound above all norms', { learningRate: 0.01, clipNorm: 100 }],
    [
      'no decay of bias and scale',
      { learningRate: 0.01, weightDecay: 0.5, exclude: biasAndBatchNorm },
      (name) => name === 'conv/kernel',
    ],
  ])('agrees with a float64 reference over 20 steps: %s', async (_title, options, decays = () => true) => {
    const optimizer = adamW(options);
    const after = await applySteps(optimizer, initial, twentySteps);
    expectClose(
      flatten(after[19]),
      flatten(adamWReference(initial, twentySteps, { ...options, decays })),
      2e-5,
    );
    optimizer.dispose();
  });

  test('puts epsilon outside the root: stock Adam agrees when its epsilon makes up for its early correction', async () => {
    // Stock: m̂/(√v̂ + ε) with v̂ = v/(1 − β2^t) is √(1 − β2^t)·m̂/(√v + ε·√(1 − β2^t)); ours has ε where that has
    // ε·√(1 − β2^t). At t = 1 and β2 = .999 stock with ε = .3/√.001 is ours with ε = .3; at t = 2 no longer.
    const steps = [{ w: [0.3, -2] }, { w: [1, 0.1] }];
    const ours = adamW({ learningRate: 0.1, weightDecay: 0, epsilon: 0.3 });
    const stock = tf.train.adam(0.1, 0.9, 0.999, 0.3 / Math.sqrt(0.001));
    const [first, second] = await applySteps(ours, { w: [1, 2] }, steps);
    const [stockFirst, stockSecond] = await applySteps(stock, { w: [1, 2] }, steps);
    expectClose(first.w, stockFirst.w, 1e-6);
    expect(Math.abs(second.w[0] - stockSecond.w[0])).toBeGreaterThan(1e-3);
    ours.dispose();
    stock.dispose();
  });

  test('is stock Adam where epsilon is next to nothing and weights do not decay', async () => {
    const ours = adamW({ learningRate: 0.01, weightDecay: 0, epsilon: 1e-12 });
    const stock = tf.train.adam(0.01, 0.9, 0.999, 1e-12);
    const after = await applySteps(ours, initial, twentySteps);
    expectClose(flatten(after[19]), flatten((await applySteps(stock, initial, twentySteps))[19]), 2e-5);
    ours.dispose();
    stock.dispose();
  });

  test('learningRate is read at each update, for the step and for the decay', async () => {
    // Rate 0: nothing moves. Then, lr .5 and decay .1 keep .95; g = 0 leaves the moments at 0: w = .95·2.
    const optimizer = adamW({ learningRate: 0, weightDecay: 0.1 });
    const variable = tf.tidy(() => tf.variable(tf.tensor1d([2]), true, 'w'));
    const gradient = tf.tensor1d([0]);
    optimizer.applyGradients({ w: gradient });
    expect((await variable.data())[0]).toBe(2);
    optimizer.learningRate = 0.5;
    expect(optimizer.learningRate).toBe(0.5);
    optimizer.applyGradients({ w: gradient });
    expectClose(await variable.data(), [1.9], 1e-6);
    tf.dispose([variable, gradient]);
    optimizer.dispose();
  });

  describe("Keras' published results", () => {
    // keras-team/keras, keras/src/optimizers/adamw_test.py, at 1b78dea.
    test('a single step', async () => {
      const optimizer = adamW({ learningRate: 0.5 });
      const [{ w }] = await applySteps(optimizer, { w: [1, 2, 3, 4] }, [{ w: [1, 6, 7, 2] }]);
      expectClose(w, [0.498, 1.496, 2.494, 3.492], 1e-4);
      optimizer.dispose();
    });

    test('weight decay alone, and a variable excluded from it', async () => {
      const optimizer = adamW({ learningRate: 1, weightDecay: 0.004, exclude: ['exclude'] });
      const zero = { w: [0], exclude: [0] };
      const after = await applySteps(optimizer, { w: [2], exclude: [2] }, [zero, zero, zero]);
      expectClose(after[2].w, [1.9760959], 1e-6);
      expect(after[2].exclude).toEqual([2]);
      optimizer.dispose();
    });

    test('five steps with a large epsilon', async () => {
      const optimizer = adamW({ learningRate: 1, weightDecay: 0.5, epsilon: 2 });
      const ramp = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];
      const steps = [{ w: ramp.map(() => 0.01) }, { w: ramp }, { w: ramp }, { w: ramp }, { w: ramp }];
      const after = await applySteps(optimizer, { w: ramp.map(() => 1) }, steps);
      const published = [
        [0.4998, 0.4998, 0.4998, 0.4998, 0.4998, 0.4998, 0.4998, 0.4998, 0.4998, 0.4998],
        [0.2486, 0.2475, 0.2463, 0.2451, 0.244, 0.2428, 0.2417, 0.2405, 0.2394, 0.2382],
        [0.1223, 0.1198, 0.1174, 0.1149, 0.1124, 0.11, 0.1075, 0.1051, 0.1027, 0.1003],
        [0.0586, 0.0549, 0.0512, 0.0475, 0.0439, 0.0402, 0.0366, 0.033, 0.0294, 0.0258],
        [0.0263, 0.0215, 0.0167, 0.012, 0.0073, 0.0026, -0.0021, -0.0067, -0.0113, -0.0159],
      ];
      after.forEach(({ w }, step) => {
        w.forEach((value, i) => expect(Math.abs(value - published[step][i])).toBeLessThanOrEqual(6e-5));
      });
      optimizer.dispose();
    });
  });

  test('leaves no tensor behind', async () => {
    await expectNoLeak(async () => {
      const optimizer = adamW({ clipNorm: 1, exclude: biasAndBatchNorm });
      await applySteps(optimizer, initial, twentySteps.slice(0, 3));
      optimizer.dispose();
    });
  });
});

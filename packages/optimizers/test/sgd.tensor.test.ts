import * as tf from '@tensorflow/tfjs-core';
import { describeEachBackend, expectClose, expectNoLeak, randomValues } from '@nin/testing';
import { describe, expect, test } from 'vitest';
import { biasAndBatchNorm, sgd, type SgdOptions } from '../src/index';
import { applySteps, flatten, type Values } from './apply-steps';

/** SGD written down from Keras' documentation, in float64. */
function sgdReference(
  initial: Values,
  steps: readonly Values[],
  {
    learningRate = 0.01,
    momentum = 0,
    nesterov = false,
    weightDecay = 0,
    clipNorm = Infinity,
    decays = () => true,
  }: Omit<SgdOptions, 'exclude'> & { decays?: (name: string) => boolean },
): Values {
  const values = Object.fromEntries(Object.entries(initial).map(([name, list]) => [name, [...list]]));
  const velocity = Object.fromEntries(
    Object.entries(initial).map(([name, list]) => [name, list.map(() => 0)]),
  );
  for (const gradients of steps) {
    const norm = Math.sqrt(flatten(gradients).reduce((total, g) => total + g * g, 0));
    const scale = norm > (clipNorm ?? Infinity) ? (clipNorm ?? Infinity) / norm : 1;
    for (const [name, list] of Object.entries(gradients)) {
      list.forEach((raw, i) => {
        const g = raw * scale;
        if (decays(name)) values[name][i] -= learningRate * weightDecay * values[name][i];
        const u = momentum * velocity[name][i] - learningRate * g;
        velocity[name][i] = u;
        values[name][i] += nesterov ? momentum * u - learningRate * g : u;
      });
    }
  }
  return values;
}

const initial = {
  'conv/kernel': [...randomValues(12, 1)],
  'conv/bias': [...randomValues(4, 2)],
};
const twentySteps = Array.from({ length: 20 }, (_, step) => ({
  'conv/kernel': [...randomValues(12, 100 + step)],
  'conv/bias': [...randomValues(4, 200 + step)],
}));

describeEachBackend('sgd', () => {
  test.each<[string, SgdOptions, number[]]>([
    // w ← w − .1·g from w = 1.
    ['plain', {}, [0.9, 0.8, 0.9]],
    // u: −.1, .9·−.1 − .1 = −.19, .9·−.19 + .1 = −.071; w ← w + u.
    ['with momentum', { momentum: 0.9 }, [0.9, 0.71, 0.639]],
    // The same u; w ← w + .9·u − .1·g: 1 − .09 − .1, .81 − .171 − .1, .539 − .0639 + .1.
    ['with Nesterov', { momentum: 0.9, nesterov: true }, [0.81, 0.539, 0.5751]],
    // Keeps 1 − .1·.5 = .95, then adds u, which the decay does not enter: .95 − .1, .8075 − .19, .586625 − .071.
    ['with momentum and decay', { momentum: 0.9, weightDecay: 0.5 }, [0.85, 0.6175, 0.515625]],
    // Nesterov without momentum: w ← w + 0·u − .1·g.
    ['with Nesterov but no momentum', { nesterov: true }, [0.9, 0.8, 0.9]],
  ])('takes three steps worked out by hand: %s', async (_title, options, expected) => {
    const optimizer = sgd({ learningRate: 0.1, ...options });
    const after = await applySteps(optimizer, { w: [1] }, [{ w: [1] }, { w: [1] }, { w: [-1] }]);
    expectClose(
      after.map(({ w }) => w[0]),
      expected,
      1e-6,
    );
    optimizer.dispose();
  });

  test.each<[string, SgdOptions, ((name: string) => boolean)?]>([
    ['the defaults', {}],
    ['momentum', { learningRate: 0.1, momentum: 0.9 }],
    ['Nesterov', { learningRate: 0.1, momentum: 0.9, nesterov: true }],
    ['Nesterov and decay', { learningRate: 0.1, momentum: 0.8, nesterov: true, weightDecay: 0.05 }],
    ['decay without momentum', { learningRate: 0.1, weightDecay: 0.3 }],
    ['clipping', { learningRate: 0.1, momentum: 0.9, clipNorm: 0.7 }],
    [
      'no decay of the bias',
      { learningRate: 0.1, momentum: 0.9, weightDecay: 0.3, clipNorm: 1, exclude: biasAndBatchNorm },
      (name) => name === 'conv/kernel',
    ],
  ])('agrees with a float64 reference over 20 steps: %s', async (_title, options, decays = () => true) => {
    const optimizer = sgd(options);
    const after = await applySteps(optimizer, initial, twentySteps);
    expectClose(
      flatten(after[19]),
      flatten(sgdReference(initial, twentySteps, { ...options, decays })),
      2e-5,
    );
    optimizer.dispose();
  });

  test('agrees with stock momentum at a constant rate', async () => {
    // Stock keeps a = μ·a + g and moves by −lr·a; with a constant rate u = −lr·a throughout.
    for (const nesterov of [false, true]) {
      const ours = sgd({ learningRate: 0.05, momentum: 0.9, nesterov });
      const stock = tf.train.momentum(0.05, 0.9, nesterov);
      const after = await applySteps(ours, initial, twentySteps);
      expectClose(flatten(after[19]), flatten((await applySteps(stock, initial, twentySteps))[19]), 2e-5);
      ours.dispose();
      stock.dispose();
    }
  });

  test('a new rate does not rescale the velocity it has', async () => {
    // μ .5: u = −.1·1 = −.1, w = .9. Rate 0: u = .5·−.1 = −.05, w = .85.
    const optimizer = sgd({ learningRate: 0.1, momentum: 0.5 });
    const variable = tf.tidy(() => tf.variable(tf.tensor1d([1]), true, 'w'));
    const gradient = tf.tensor1d([1]);
    optimizer.applyGradients({ w: gradient });
    optimizer.learningRate = 0;
    optimizer.applyGradients({ w: gradient });
    expectClose(await variable.data(), [0.85], 1e-6);
    tf.dispose([variable, gradient]);
    optimizer.dispose();
  });

  describe("Keras' published results", () => {
    // keras-team/keras, keras/src/optimizers/sgd_test.py, at 51d7e77.
    test('a single step', async () => {
      const optimizer = sgd({ learningRate: 0.5 });
      const [{ w }] = await applySteps(optimizer, { w: [1, 2, 3, 4] }, [{ w: [1, 6, 7, 2] }]);
      expectClose(w, [0.5, -1, -0.5, 3], 1e-6);
      optimizer.dispose();
    });

    test('weight decay alone, and a variable excluded from it', async () => {
      const optimizer = sgd({ learningRate: 1, weightDecay: 0.004, exclude: ['exclude'] });
      const zero = { w: [0], exclude: [0] };
      const after = await applySteps(optimizer, { w: [2], exclude: [2] }, [zero, zero, zero]);
      expectClose(after[2].w, [1.9760959], 1e-6);
      expect(after[2].exclude).toEqual([2]);
      optimizer.dispose();
    });
  });

  test('leaves no tensor behind', async () => {
    await expectNoLeak(async () => {
      const optimizer = sgd({ momentum: 0.9, nesterov: true, weightDecay: 0.1, clipNorm: 1 });
      await applySteps(optimizer, initial, twentySteps.slice(0, 3));
      optimizer.dispose();
    });
  });
});

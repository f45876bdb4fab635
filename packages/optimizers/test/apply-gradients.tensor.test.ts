import * as tf from '@tensorflow/tfjs-core';
import { describeEachBackend, expectClose, expectNoLeak } from '@nin/testing';
import { afterEach, expect, test } from 'vitest';
import { adamW, sgd } from '../src/index';
import { applyStep, applySteps, makeVariables, readValues } from './apply-steps';

describeEachBackend('applyGradients', () => {
  afterEach(() => tf.disposeVariables());

  test('clips by the norm of all gradients together', async () => {
    // ‖(3, 0, 4)‖ = 5, bound 1: everything times .2. Clipped one by one it would be (1, 0) and 1.
    const optimizer = sgd({ learningRate: 1, clipNorm: 1 });
    const [{ a, b }] = await applySteps(optimizer, { a: [0, 0], b: [0] }, [{ a: [3, 0], b: [4] }]);
    expectClose([...a, ...b], [-0.6, 0, -0.8], 1e-6);
    optimizer.dispose();
  });

  test('leaves gradients within the bound as they are, and zero gradients zero', async () => {
    const optimizer = sgd({ learningRate: 1, clipNorm: 5 });
    const steps = [
      { a: [3, 0], b: [4] },
      { a: [0, 0], b: [0] },
    ];
    const after = await applySteps(optimizer, { a: [0, 0], b: [0] }, steps);
    for (const { a, b } of after) expectClose([...a, ...b], [-3, 0, -4], 1e-6);
    optimizer.dispose();
  });

  test("clips as Keras' global_clipnorm in its published test", async () => {
    // keras-team/keras, keras/src/optimizers/optimizer_test.py at 04d8e60: [50, 100] over its norm, √12500.
    const optimizer = sgd({ learningRate: 1, clipNorm: 1 });
    const [{ w }] = await applySteps(optimizer, { w: [0, 0] }, [{ w: [50, 100] }]);
    expectClose(w, [-0.4472136, -0.8944272], 1e-6);
    optimizer.dispose();
  });

  test('skips a variable without gradient: no decay, no state, and no part in the norm', async () => {
    // Momentum .5, rate 1, decay .1: a keeps .9, then moves by u. u = −1, then −.5 − 1.
    const optimizer = sgd({ learningRate: 1, momentum: 0.5, weightDecay: 0.1, clipNorm: 1 });
    const after = await applySteps(optimizer, { a: [1], b: [1] }, [
      { a: [1], b: null },
      { a: [1], b: null },
    ]);
    expectClose([after[0].a[0], after[1].a[0]], [-0.1, -1.59], 1e-6);
    expect(after[1].b).toEqual([1]);
    expect((await optimizer.getWeights()).map(({ name }) => name)).toEqual(['iter', 'a/velocity']);
    optimizer.dispose();
  });

  test('a variable that comes later starts from zero state at the common step count', async () => {
    // β2 .75, β1 .5, lr 1, no decay, ε 1e-7. At t = 2 for a new b with g = 1: m = .5, v = .25,
    // α = √(1 − .5625)/(1 − .25) = .8819171, w = −α·.5/.5.
    const optimizer = adamW({ learningRate: 1, weightDecay: 0, beta1: 0.5, beta2: 0.75 });
    const after = await applySteps(optimizer, { a: [0], b: [0] }, [{ a: [1] }, { a: [1], b: [1] }]);
    expectClose(after[1].b, [-0.8819171], 1e-6);
    optimizer.dispose();
  });

  test('the order of the gradients does not matter', async () => {
    const optimizer = sgd({ learningRate: 1, momentum: 0.5 });
    const after = await applySteps(optimizer, { a: [0], b: [0] }, [
      { a: [1], b: [10] },
      { b: [10], a: [1] },
    ]);
    // u = −g, then −1.5·g: in all −2.5·g.
    expect(after[1]).toEqual({ a: [-2.5], b: [-25] });
    optimizer.dispose();
  });

  test('counts updates in iterations; no gradients at all are no update', () => {
    const optimizer = sgd();
    makeVariables({ a: [0] });
    expect(optimizer.iterations).toBe(0);
    optimizer.applyGradients({});
    expect(optimizer.iterations).toBe(0);
    applyStep(optimizer, { a: [1] });
    applyStep(optimizer, { a: [1] });
    expect(optimizer.iterations).toBe(2);
  });

  test('refuses what it cannot use, and changes nothing', async () => {
    const optimizer = adamW();
    const variables = makeVariables({ a: [1, 2], b: [3] });
    await expectNoLeak(() => {
      expect(() => applyStep(optimizer, { a: [1, 1], nowhere: [1] })).toThrow(
        'adamW: nowhere must be the name of a live variable',
      );
      expect(() => applyStep(optimizer, { b: [1], a: [1] })).toThrow(
        'adamW: the gradient of a must have its shape, [2], got [1]',
      );
      expect(() => applyStep(optimizer, { a: null, b: null })).toThrow(
        'adamW: at least one variable must have a gradient, got none',
      );
    });
    expect(await readValues(variables)).toEqual({ a: [1, 2], b: [3] });
    expect(optimizer.iterations).toBe(0);
  });

  test('minimize works without layers, on all variables or on those given', async () => {
    // f = a² + b², df = 2a, 2b; rate .25 halves what it moves.
    const optimizer = sgd({ learningRate: 0.25 });
    const variables = makeVariables({ a: [2], b: [4] });
    const [a, b] = variables;
    const loss = () => tf.sum<tf.Scalar>(tf.square(tf.concat([a, b])));
    const cost = optimizer.minimize(loss, true, [a]);
    expect((await cost?.data())?.[0]).toBe(20);
    expect(await readValues(variables)).toEqual({ a: [1], b: [4] });
    optimizer.minimize(loss);
    expect(await readValues(variables)).toEqual({ a: [0.5], b: [2] });
    cost?.dispose();
  });

  test('holds a constant number of tensors, in a tidy and outside one', async () => {
    const optimizer = adamW({ clipNorm: 1 });
    makeVariables({ a: [1, 2], b: [3] });
    const gradients = { a: tf.tensor1d([1, 2]), b: tf.tensor1d([3]) };
    tf.tidy(() => optimizer.applyGradients(gradients));
    await expectNoLeak(() => {
      for (let i = 0; i < 5; i++) optimizer.applyGradients(gradients);
      tf.tidy(() => optimizer.applyGradients(gradients));
    });
    // Two moments for each of two variables.
    const held = tf.memory().numTensors;
    optimizer.dispose();
    expect(tf.memory().numTensors).toBe(held - 4);
    tf.dispose(gradients);
  });
});

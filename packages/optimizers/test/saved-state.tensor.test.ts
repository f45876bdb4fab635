import * as tf from '@tensorflow/tfjs-core';
import { describeEachBackend, expectClose, expectNoLeak, randomValues } from '@nin/testing';
import { afterEach, describe, expect, test } from 'vitest';
import { adamW, biasAndBatchNorm, sgd, type NamedTensor } from '../src/index';
import { applyStep, makeVariables, readValues, type Values } from './apply-steps';

const initial = { 'a/kernel': [...randomValues(6, 1)], 'a/bias': [...randomValues(2, 2)] };
const steps = Array.from({ length: 8 }, (_, step) => ({
  'a/kernel': [...randomValues(6, 100 + step)],
  'a/bias': [...randomValues(2, 200 + step)],
}));

function withSuffix(values: Values, suffix: string): Values {
  return Object.fromEntries(Object.entries(values).map(([name, list]) => [name + suffix, list]));
}

/** What a checkpoint file would hold: copies that do not hang on the optimizer or the process. */
async function throughBytes(weights: NamedTensor[]): Promise<NamedTensor[]> {
  const { data, specs } = await tf.io.encodeWeights(weights);
  const decoded = tf.io.decodeWeights(data, specs);
  return specs.map(({ name }) => ({ name, tensor: decoded[name] }));
}

function disposeAll(weights: NamedTensor[]): void {
  tf.dispose(weights.map(({ tensor }) => tensor));
}

const optimizers = [
  ['adamW', () => adamW({ learningRate: 0.05, weightDecay: 0.1, clipNorm: 1, exclude: biasAndBatchNorm })],
  ['sgd with Nesterov', () => sgd({ learningRate: 0.05, momentum: 0.9, nesterov: true, weightDecay: 0.1 })],
  ['sgd', () => sgd({ learningRate: 0.05 })],
] as const;

describeEachBackend('saved state', () => {
  afterEach(() => tf.disposeVariables());

  describe.each(optimizers)('%s', (_name, factory) => {
    test.each(['', '_1'])('goes on bit by bit in a new process with names ending in "%s"', async (suffix) => {
      await expectNoLeak(async () => {
        const straight = factory();
        const variables = makeVariables(initial);
        for (const gradients of steps.slice(0, 4)) applyStep(straight, gradients);
        const saved = await throughBytes(await straight.getWeights());
        const values = await readValues(variables);
        for (const gradients of steps.slice(4)) applyStep(straight, gradients);
        const expected = await readValues(variables);
        tf.dispose(variables);
        straight.dispose();

        const resumed = factory();
        await resumed.setWeights(saved);
        disposeAll(saved);
        expect(resumed.iterations).toBe(4);
        const again = makeVariables(withSuffix(values, suffix));
        for (const gradients of steps.slice(4)) applyStep(resumed, withSuffix(gradients, suffix));
        expect(await readValues(again)).toEqual(withSuffix(expected, suffix));
        expect(resumed.iterations).toBe(8);
        tf.dispose(again);
        resumed.dispose();
      });
    });
  });

  test("is laid out as tfjs's Adam lays it out, with the values of the definition", async () => {
    // One step with g = 2, −4: m = .1·g, v = .001·g².
    const optimizer = adamW();
    makeVariables({ 'a/kernel': [1, 1], 'a/bias': [1] });
    applyStep(optimizer, { 'a/kernel': [2, -4], 'a/bias': [3] });
    const weights = await optimizer.getWeights();
    expect(weights.map(({ name }) => name)).toEqual([
      'iter',
      'a/kernel/m',
      'a/bias/m',
      'a/kernel/v',
      'a/bias/v',
    ]);
    expect(weights[0].tensor.dtype).toBe('int32');
    expect([...(await weights[0].tensor.data())]).toEqual([1]);
    expectClose(await weights[1].tensor.data(), [0.2, -0.4], 1e-6);
    expectClose(await weights[3].tensor.data(), [0.004, 0.016], 1e-6);
    optimizer.dispose();
  });

  test('of stock Adam is taken over: the next step is the one of the definition', async () => {
    // Stock after g = 1: m = .5, v = .25 (β1 .5, β2 .75). Ours at t = 2 with g = 1: m = .75, v = .4375,
    // α = .1·√(1 − .5625)/(1 − .25) = .08819171, step α·.75/√.4375 = .1.
    const stock = tf.train.adam(0.1, 0.5, 0.75, 1e-12);
    const variables = makeVariables({ w: [0] });
    applyStep(stock, { w: [1] });
    const optimizer = adamW({ learningRate: 0.1, beta1: 0.5, beta2: 0.75, weightDecay: 0, epsilon: 1e-12 });
    await optimizer.setWeights(await stock.getWeights());
    variables[0].assign(tf.tensor1d([0]));
    applyStep(optimizer, { w: [1] });
    expectClose((await readValues(variables)).w, [-0.1], 1e-5);
    stock.dispose();
    optimizer.dispose();
  });

  test('before any update is the counter alone, and restores as such', async () => {
    const optimizer = adamW();
    const weights = await optimizer.getWeights();
    expect(weights.map(({ name }) => name)).toEqual(['iter']);
    const other = adamW();
    await other.setWeights(weights);
    expect(other.iterations).toBe(0);
    optimizer.dispose();
    other.dispose();
  });

  test('can be saved many times, and again before its variables are seen, without a leak', async () => {
    const optimizer = sgd({ momentum: 0.9 });
    makeVariables({ w: [1] });
    applyStep(optimizer, { w: [2] });
    const weights = await optimizer.getWeights();
    await expectNoLeak(async () => {
      for (let i = 0; i < 3; i++) await optimizer.getWeights();
    });
    const other = sgd({ momentum: 0.9 });
    await other.setWeights(await optimizer.getWeights());
    const copied = await other.getWeights();
    expect(copied.map(({ name }) => name)).toEqual(['iter', 'w/velocity']);
    expect(await copied[1].tensor.data()).toEqual(await weights[1].tensor.data());
    other.dispose();
    optimizer.dispose();
  });

  test('replaces what the optimizer had, and its own state can be given back to it', async () => {
    const optimizer = sgd({ learningRate: 1, momentum: 0.5 });
    const variables = makeVariables({ w: [0] });
    applyStep(optimizer, { w: [1] });
    await optimizer.setWeights(await optimizer.getWeights());
    await expectNoLeak(async () => optimizer.setWeights(await optimizer.getWeights()));
    applyStep(optimizer, { w: [0] });
    // u = −1, then .5·−1: −1.5 in all.
    expect(await readValues(variables)).toEqual({ w: [-1.5] });
    optimizer.dispose();
  });

  test('of variables that are frozen for now is kept and saved', async () => {
    const optimizer = sgd({ learningRate: 1, momentum: 0.5 });
    makeVariables({ a: [0], b: [0] });
    applyStep(optimizer, { a: [1], b: [3] });
    const saved = await throughBytes(await optimizer.getWeights());
    tf.disposeVariables();

    const resumed = sgd({ learningRate: 1, momentum: 0.5 });
    const variables = makeVariables({ a: [0], b: [0] });
    await resumed.setWeights(saved);
    applyStep(resumed, { a: [0] });
    expect((await resumed.getWeights()).map(({ name }) => name)).toEqual([
      'iter',
      'a/velocity',
      'b/velocity',
    ]);
    applyStep(resumed, { a: [0], b: [0] });
    // a: u = −.5, −.25. b, one step late: u = .5·−3.
    expect(await readValues(variables)).toEqual({ a: [-0.75], b: [-1.5] });
    disposeAll(saved);
    optimizer.dispose();
    resumed.dispose();
  });

  test('lets a variable that had none start from zero', async () => {
    const optimizer = sgd({ learningRate: 1, momentum: 0.5 });
    const variables = makeVariables({ a: [0], b: [0] });
    applyStep(optimizer, { a: [1] });
    const saved = await throughBytes(await optimizer.getWeights());
    const resumed = sgd({ learningRate: 1, momentum: 0.5 });
    await resumed.setWeights(saved);
    applyStep(resumed, { a: [0], b: [2] });
    expect(await readValues(variables)).toEqual({ a: [-1.5], b: [-2] });
    disposeAll(saved);
    optimizer.dispose();
    resumed.dispose();
  });

  describe('is refused', () => {
    test('when it is of other variables: at the update, which changes nothing', async () => {
      const optimizer = adamW();
      makeVariables(initial);
      applyStep(optimizer, steps[0]);
      const saved = await throughBytes(await optimizer.getWeights());
      tf.disposeVariables();
      const variables = makeVariables({ 'b/kernel': [1], 'a/bias': [2, 2] });
      const resumed = adamW();
      await resumed.setWeights(saved);
      await expectNoLeak(() => {
        expect(() => applyStep(resumed, { 'b/kernel': [1], 'a/bias': [1, 1] })).toThrow(
          'adamW: saved state must be of the same variables, got state of a/kernel but none of b/kernel; ' +
            'give the layers the same names as when it was saved',
        );
      });
      expect(await readValues(variables)).toEqual({ 'b/kernel': [1], 'a/bias': [2, 2] });
      disposeAll(saved);
      optimizer.dispose();
      resumed.dispose();
    });

    test('when shapes differ', async () => {
      const optimizer = adamW();
      makeVariables({ 'a/kernel': [1, 2] });
      applyStep(optimizer, { 'a/kernel': [1, 2] });
      const resumed = adamW();
      await resumed.setWeights(await optimizer.getWeights());
      makeVariables({ 'a/kernel_1': [1, 2, 3] });
      expect(() => applyStep(resumed, { 'a/kernel_1': [1, 2, 3] })).toThrow(
        'adamW: the saved state of a/kernel must have the shape of a/kernel_1, [3], got [2]',
      );
      optimizer.dispose();
      resumed.dispose();
    });

    test.each<[string, () => NamedTensor[], string]>([
      ['it is empty', () => [], 'adamW.setWeights: the first weight must be iter, got no weights'],
      [
        'it does not start with the counter',
        () => [{ name: 'w/m', tensor: tf.tensor1d([1]) }],
        'adamW.setWeights: the first weight must be iter, got w/m',
      ],
      [
        'it is of another kind of optimizer',
        () => [counter(1), { name: 'w/momentum', tensor: tf.tensor1d([1]) }],
        'adamW.setWeights: weights must be iter, then one of <variable>/m, <variable>/v each, got w/momentum',
      ],
      [
        'a tensor comes twice',
        () => [counter(1), ...['w/m', 'w/m'].map((name) => ({ name, tensor: tf.tensor1d([1]) }))],
        'adamW.setWeights: weights must be iter, then one of <variable>/m, <variable>/v each, got w/m',
      ],
      [
        'a tensor is missing',
        () => [counter(1), { name: 'w/m', tensor: tf.tensor1d([1]) }],
        'adamW.setWeights: weights must have w/v, got none',
      ],
      [
        'shapes disagree within it',
        () => [
          counter(1),
          { name: 'w/m', tensor: tf.tensor1d([1]) },
          { name: 'w/v', tensor: tf.tensor1d([1, 2]) },
        ],
        'adamW.setWeights: the state of w must have one shape, got [1] and [2]',
      ],
      [
        'it counts updates but has no state, as that of sgd without momentum',
        () => [counter(7)],
        'adamW.setWeights: weights must be iter, then one of <variable>/m, <variable>/v each after 7 updates, ' +
          'got only iter',
      ],
    ])('when %s', async (_title, weights, message) => {
      const optimizer = adamW();
      const given = weights();
      await expectNoLeak(() => expect(optimizer.setWeights(given)).rejects.toThrow(message));
      expect(optimizer.iterations).toBe(0);
      disposeAll(given);
    });

    test('when there is a velocity but no momentum', async () => {
      const given = [counter(1), { name: 'w/velocity', tensor: tf.tensor1d([1]) }];
      await expect(sgd().setWeights(given)).rejects.toThrow(
        'sgd.setWeights: weights must be only iter, got w/velocity',
      );
      disposeAll(given);
    });
  });

  test('is gone after dispose: the optimizer is as new', async () => {
    const optimizer = adamW({ learningRate: 0.1 });
    const variables = makeVariables({ w: [1] });
    applyStep(optimizer, { w: [3] });
    const first = await readValues(variables);
    optimizer.dispose();
    expect(optimizer.iterations).toBe(0);
    variables[0].assign(tf.tensor1d([1]));
    applyStep(optimizer, { w: [3] });
    expect(await readValues(variables)).toEqual(first);
    optimizer.dispose();
  });
});

function counter(iterations: number): NamedTensor {
  return { name: 'iter', tensor: tf.scalar(iterations, 'int32') };
}

import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { describeEachBackend, expectClose, expectNoLeak } from '@nin/testing';
import { afterEach, describe, expect, test } from 'vitest';
import { sgd, weightAverage, type AveragedModel } from '../src/index';

/** A model of one vector `w`, which plain tfjs-core can have. */
function vectorModel(values: number[], name = 'w'): { model: AveragedModel; variable: tf.Variable } {
  const variable: tf.Variable = tf.tidy(() => tf.variable(tf.tensor(values), true, name));
  const weight = { name, read: () => variable, write: (value: tf.Tensor) => variable.assign(value) };
  return { model: { weights: [weight] }, variable };
}

function assign(variable: tf.Variable, values: number[]): void {
  tf.tidy(() => variable.assign(tf.tensor(values)));
}

describeEachBackend('weightAverage', () => {
  afterEach(() => tf.disposeVariables());

  test('is the running average of what it has seen', async () => {
    // Decay .5: 4, then (4 + 0)/2 = 2, then (2 + 8)/2 = 5; and with the signs turned.
    const { model, variable } = vectorModel([100, 100]);
    const average = weightAverage(model, { decay: 0.5 });
    const seen: number[] = [];
    for (const value of [4, 0, 8]) {
      assign(variable, [value, -value]);
      average.update();
      await average.use(async () => seen.push(...(await variable.data())));
    }
    expect(seen).toEqual([4, -4, 2, -2, 5, -5]);
    expect(average.updates).toBe(3);
    average.dispose();
  });

  test("keeps Keras' default of .99, and Keras' published averages", async () => {
    // keras-team/keras, keras/src/optimizers/optimizer_test.py at 04d8e60: rate 1, gradients 1, momentum .9, from 3, 4.
    const { model, variable } = vectorModel([3, 4]);
    const optimizer = sgd({ learningRate: 1 });
    const average = weightAverage(model, { decay: 0.9 });
    const byDefault = weightAverage(model);
    const gradient = tf.tensor1d([1, 1]);
    for (let i = 0; i < 2; i++) {
      optimizer.applyGradients({ w: gradient });
      average.update();
      byDefault.update();
    }
    await average.use(async () => expectClose(await variable.data(), [1.9, 2.9], 1e-6));
    // .99·2 + .01·1 and .99·3 + .01·2.
    await byDefault.use(async () => expectClose(await variable.data(), [1.99, 2.99], 1e-6));
    tf.dispose(gradient);
    average.dispose();
    byDefault.dispose();
  });

  test('warmup starts short: it keeps (1 + n) / (10 + n) of the average, up to decay', async () => {
    // n = 0 copies 11; n = 1 keeps 2/11: 2/11·11 = 2; n = 2 keeps 3/12: .5; n = 3 keeps .3 (4/13 = .307…): .15.
    const { model, variable } = vectorModel([11]);
    const average = weightAverage(model, { decay: 0.3, warmup: true });
    const seen: number[] = [];
    for (const value of [11, 0, 0, 0]) {
      assign(variable, [value]);
      average.update();
      await average.use(async () => seen.push((await variable.data())[0]));
    }
    expectClose(seen, [11, 2, 0.5, 0.15], 1e-6);
    average.dispose();
  });

  test('weights that stay put stay exactly what they are', async () => {
    const { model, variable } = vectorModel([0.1, 1 / 3]);
    const average = weightAverage(model, { decay: 0.999 });
    for (let i = 0; i < 10; i++) average.update();
    const own = [...(await variable.data())];
    await average.use(async () => expect([...(await variable.data())]).toEqual(own));
    average.dispose();
  });

  test('apply and restore exchange the weights; dispose while applied leaves the average in the model', async () => {
    const { model, variable } = vectorModel([1]);
    const average = weightAverage(model, { decay: 0.5 });
    average.update();
    assign(variable, [3]);
    average.update();
    average.apply();
    expect([...(await variable.data())]).toEqual([2]);
    average.restore();
    expect([...(await variable.data())]).toEqual([3]);
    average.apply();
    average.dispose();
    expect([...(await variable.data())]).toEqual([2]);
    expect(average.updates).toBe(0);
  });

  test('use restores when the work fails, and hands on its value or error', async () => {
    const { model, variable } = vectorModel([1]);
    const average = weightAverage(model, { decay: 0.5 });
    average.update();
    assign(variable, [3]);
    expect(await average.use(() => 'value')).toBe('value');
    const work = () => Promise.reject(new Error('no data'));
    await expect(average.use(work)).rejects.toThrow('no data');
    expect([...(await variable.data())]).toEqual([3]);
    average.dispose();
  });

  test('weights that are not float32 are copied', async () => {
    const count: tf.Variable = tf.tidy(() => tf.variable(tf.tensor([1], [1], 'int32'), false, 'count'));
    const weight = { name: 'count', read: () => count, write: (value: tf.Tensor) => count.assign(value) };
    const average = weightAverage({ weights: [weight] }, { decay: 0.5 });
    average.update();
    tf.tidy(() => count.assign(tf.tensor1d([4], 'int32')));
    average.update();
    tf.tidy(() => count.assign(tf.tensor1d([9], 'int32')));
    await average.use(async () => expect([...(await count.data())]).toEqual([4]));
    average.dispose();
  });

  test('averages the moving statistics of a layers model too, and survives a change of its order', async () => {
    const model = tfl.sequential({
      layers: [
        tfl.layers.dense({ units: 1, inputShape: [1], useBias: false, name: 'average_dense' }),
        tfl.layers.batchNormalization({ name: 'average_bn' }),
      ],
    });
    const average = weightAverage(model, { decay: 0.5 });
    const byName = async () => {
      const entries = model.weights.map(
        async (weight) => [weight.originalName, [...(await weight.read().data())]] as const,
      );
      return Object.fromEntries(await Promise.all(entries));
    };
    const fill = (value: number) =>
      tf.tidy(() =>
        model.weights.forEach((weight, i) => weight.write(tf.fill(weight.read().shape, value + i))),
      );
    // In order kernel, gamma, beta, moving_mean, moving_variance: 0 … 4, then 2 … 6: average 1 … 5.
    fill(0);
    average.update();
    fill(2);
    average.update();
    model.layers[0].trainable = false;
    await average.use(async () =>
      expect(await byName()).toEqual({
        'average_dense/kernel': [1],
        'average_bn/gamma': [2],
        'average_bn/beta': [3],
        'average_bn/moving_mean': [4],
        'average_bn/moving_variance': [5],
      }),
    );
    average.dispose();
    model.dispose();
  });

  test('leaves no tensor behind', async () => {
    const { model } = vectorModel([1, 2]);
    await expectNoLeak(async () => {
      const average = weightAverage(model);
      average.update();
      await expectNoLeak(async () => {
        for (let i = 0; i < 3; i++) average.update();
        average.apply();
        average.restore();
        await average.use(() => undefined);
      });
      await average.getWeights();
      average.apply();
      average.dispose();
    });
  });

  describe('saved', () => {
    test('goes on bit by bit in a copy of the model', async () => {
      const { model, variable } = vectorModel([0.1]);
      const copy = vectorModel([0], 'w_1');
      const average = weightAverage(model, { decay: 0.9, warmup: true });
      for (const value of [0.1, 0.7, 0.4]) {
        assign(variable, [value]);
        average.update();
      }
      const saved = await average.getWeights();
      expect(saved.map(({ name }) => name)).toEqual(['iter', 'w/average']);
      const resumed = weightAverage(copy.model, { decay: 0.9, warmup: true });
      await resumed.setWeights(saved);
      expect(resumed.updates).toBe(3);
      for (const target of [variable, copy.variable]) assign(target, [0.9]);
      average.update();
      resumed.update();
      let expected: number[] = [];
      await average.use(async () => void (expected = [...(await variable.data())]));
      await resumed.use(async () => expect([...(await copy.variable.data())]).toEqual(expected));
      average.dispose();
      resumed.dispose();
    });

    test('is refused by another model', async () => {
      const { model } = vectorModel([1]);
      const average = weightAverage(model);
      average.update();
      const saved = await average.getWeights();
      const other = weightAverage(vectorModel([1], 'other').model);
      await expect(other.setWeights(saved)).rejects.toThrow(
        'weightAverage: saved state must be of the same variables, got state of w but none of other',
      );
      expect(() => other.apply()).toThrow('the average must be updated first');
      const two = weightAverage({ weights: [...model.weights, ...vectorModel([1], 'second').model.weights] });
      await expect(two.setWeights(saved)).rejects.toThrow(
        'weightAverage.setWeights: weights must be iter and 2 averages, got 1',
      );
      await expect(two.setWeights([])).rejects.toThrow(
        'weightAverage.setWeights: the first weight must be iter, got no weights',
      );
      for (const each of [average, other, two]) each.dispose();
    });
  });

  test('refuses what is out of range or out of turn', async () => {
    const { model } = vectorModel([1]);
    expect(() => weightAverage({ weights: [] })).toThrow(
      'weightAverage: model must be built and have weights, got none',
    );
    for (const decay of [1, -0.1, NaN]) {
      expect(() => weightAverage(model, { decay })).toThrow(
        `weightAverage: decay must be in [0, 1), got ${decay}`,
      );
    }
    const average = weightAverage(model);
    expect(() => average.apply()).toThrow(
      'weightAverage.apply: the average must be updated first, got no update',
    );
    expect(() => average.restore()).toThrow(
      'weightAverage.restore: the average must be applied, call apply first',
    );
    average.update();
    average.apply();
    const rule = 'the average must not be applied, call restore first';
    expect(() => average.update()).toThrow(`weightAverage.update: ${rule}`);
    expect(() => average.apply()).toThrow(`weightAverage.apply: ${rule}`);
    await expect(average.setWeights([])).rejects.toThrow(`weightAverage.setWeights: ${rule}`);
    average.dispose();
  });
});

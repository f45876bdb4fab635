import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { testMisuse } from '@nin/testing';
import { beforeAll, describe, expect, test } from 'vitest';
import * as optimizers from '../src/index';
import { adamW, registerOptimizers, sgd, weightAverage } from '../src/index';

beforeAll(() => tf.setBackend('cpu'));

const model = { weights: [{ name: 'w', read: () => tf.scalar(1), write: () => undefined }] };
const defaults = ['options: object', 'options: undefined'];

testMisuse(optimizers, {
  adamW: { arguments: { options: {} }, accepts: defaults },
  sgd: { arguments: { options: {} }, accepts: defaults },
  registerOptimizers: { arguments: {} },
  weightAverage: { arguments: { model, options: {} }, accepts: defaults },
});

describe('what looks like another library is refused, and the right name given', () => {
  const of = (options: unknown) => options as optimizers.AdamWOptions & optimizers.SgdOptions;
  const fields = 'learningRate, weightDecay, beta1, beta2, epsilon, clipNorm, exclude';

  test("a number, as tfjs's own take it", () => {
    expect(() => adamW(of(0.001))).toThrow(
      new TypeError(`adamW: options must be an object with the fields ${fields}, got 0.001`),
    );
    expect(() => sgd(of(0.1))).toThrow(
      /^sgd: options must be an object with the fields learningRate, .* got 0\.1$/,
    );
  });

  test.each([
    ['lr', 'learningRate'],
    ['learning_rate', 'learningRate'],
    ['weight_decay', 'weightDecay'],
    ['beta_1', 'beta1'],
    ['eps', 'epsilon'],
    ['clipnorm', 'clipNorm'],
  ])('%s is %s', (name, right) => {
    expect(() => adamW(of({ [name]: 0.5 }))).toThrow(
      new TypeError(
        `adamW: options must have only the fields ${fields}, got ${name} (did you mean ${right}?)`,
      ),
    );
  });

  test('in sgd and weightAverage', () => {
    expect(() => sgd(of({ lr: 0.1 }))).toThrow(/^sgd: options .* got lr \(did you mean learningRate\?\)$/);
    expect(() => sgd(of({ nestrov: true }))).toThrow(/got nestrov \(did you mean nesterov\?\)$/);
    expect(() => sgd(of({ nesterov: 'yes' }))).toThrow("sgd: nesterov must be true or false, got 'yes'");
    expect(() => weightAverage(model, { decai: 0.9 } as object)).toThrow(
      'weightAverage: options must have only the fields decay, warmup, got decai (did you mean decay?)',
    );
    expect(() => weightAverage(model, { warmup: 100 as never })).toThrow(
      'weightAverage: warmup must be true or false, got 100',
    );
  });
});

describe('methods refuse what they cannot take', () => {
  test.each([
    ['undefined', undefined, 'undefined'],
    ['a forgotten await', Promise.resolve({}), 'a promise (await it first)'],
  ])('gradients: %s', (_, gradients, shown) => {
    expect(() => adamW().applyGradients(gradients as never)).toThrow(
      new TypeError(`adamW: variableGradients must be a map or a list of gradients by name, got ${shown}`),
    );
  });

  test('a gradient that is no tensor', () => {
    const weight = tf.variable(tf.scalar(1));
    expect(() => sgd().applyGradients({ [weight.name]: 1 } as never)).toThrow(
      `sgd: the gradient of ${weight.name} must be a tensor, got 1`,
    );
    weight.dispose();
  });

  test.each([undefined, {}, [1], [{ name: 'iter', tensor: 0 }]])('saved state: %j', async (weights) => {
    for (const [name, owner] of [
      ['adamW', adamW()],
      ['weightAverage', weightAverage(model)],
    ] as const) {
      await expect(owner.setWeights(weights as never)).rejects.toThrow(
        `${name}.setWeights: weights must be a list of { name, tensor }, got `,
      );
    }
  });

  test('work that is no function', async () => {
    await expect(weightAverage(model).use(undefined as never)).rejects.toThrow(
      'weightAverage.use: work must be a function, got undefined',
    );
  });
});

test('a model saved with its optimizer and settings loads as before', async () => {
  registerOptimizers();
  const saved = tfl.sequential({ layers: [tfl.layers.dense({ units: 1, inputShape: [1] })] });
  const options = { learningRate: 0.5, weightDecay: 0.25, clipNorm: 2, exclude: ['some_name'] };
  saved.compile({ optimizer: adamW(options), loss: 'meanSquaredError' });
  let files: tf.io.ModelArtifacts = {};
  await saved.save(
    tf.io.withSaveHandler((artifacts) => {
      files = artifacts;
      return Promise.resolve({ modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: 'JSON' } });
    }),
    { includeOptimizer: true },
  );
  const loaded = await tfl.loadLayersModel(tf.io.fromMemory(files));
  expect(loaded.optimizer.getConfig()).toEqual(adamW(options).getConfig());
});

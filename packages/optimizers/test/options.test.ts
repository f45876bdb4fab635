import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { adamW, biasAndBatchNorm, registerOptimizers, sgd, type VariableNames } from '../src/index';
import { includesVariable } from '../src/variable-names';

describe.each([
  ['adamW', adamW],
  ['sgd', sgd],
] as const)('%s', (name, factory) => {
  test.each([NaN, Infinity, -1, -1e-9])('refuses a learningRate or weightDecay of %s', (value) => {
    const rule = `must be a non-negative number, got ${value}`;
    expect(() => factory({ learningRate: value })).toThrow(RangeError);
    expect(() => factory({ learningRate: value })).toThrow(`${name}: learningRate ${rule}`);
    expect(() => factory({ weightDecay: value })).toThrow(`${name}: weightDecay ${rule}`);
  });

  test('refuses to have such a learningRate written, and keeps the one it has', () => {
    const optimizer = factory({ learningRate: 0.25 });
    expect(() => {
      optimizer.learningRate = NaN;
    }).toThrow(`${name}: learningRate must be a non-negative number, got NaN`);
    expect(optimizer.learningRate).toBe(0.25);
    optimizer.learningRate = 0;
    expect(optimizer.learningRate).toBe(0);
  });

  test.each([0, -1, NaN, Infinity])('refuses a clipNorm of %s', (clipNorm) => {
    expect(() => factory({ clipNorm })).toThrow(
      `${name}: clipNorm must be a positive number, got ${clipNorm}`,
    );
  });

  test.each<[unknown, string]>([
    ['bias', "'bias'"],
    [[/bias/], '[{}]'],
    [null, 'null'],
  ])('refuses to exclude %s', (exclude, shown) => {
    expect(() => factory({ exclude: exclude as VariableNames })).toThrow(TypeError);
    expect(() => factory({ exclude: exclude as VariableNames })).toThrow(
      `${name}: exclude must be a RegExp, a list of strings or a function, got ${shown}`,
    );
  });

  test('says that a function cannot be saved', () => {
    const optimizer = factory({ exclude: () => true });
    expect(() => optimizer.getConfig()).toThrow(
      `${name}: exclude must be a RegExp or a list of strings to be saved, got a function`,
    );
  });

  test('counts as a tf.Optimizer', () => {
    expect(factory()).toBeInstanceOf(tf.Optimizer);
  });

  test('makes another of its kind from its config, through JSON', () => {
    const optimizer = factory({
      learningRate: 0.5,
      weightDecay: 0.25,
      clipNorm: 2,
      exclude: /some_name/i,
    });
    optimizer.learningRate = 0.125;
    const config = JSON.parse(JSON.stringify(optimizer.getConfig())) as tf.serialization.ConfigDict;
    const { classNameMap } = tf.serialization.SerializationMap.getMap();
    const [cls, fromConfig] = classNameMap[optimizer.getClassName()];
    const copy = fromConfig(cls, config);
    expect(copy).toBeInstanceOf(optimizer.constructor);
    expect(copy.getConfig()).toEqual(optimizer.getConfig());
    expect(copy.getConfig()).toMatchObject({ learningRate: 0.125, weightDecay: 0.25, clipNorm: 2 });
  });
});

test('the defaults are those of Keras 3', () => {
  // https://keras.io/api/optimizers/adamw/ and https://keras.io/api/optimizers/sgd/
  expect(adamW().getConfig()).toEqual({
    learningRate: 0.001,
    weightDecay: 0.004,
    beta1: 0.9,
    beta2: 0.999,
    epsilon: 1e-7,
  });
  expect(sgd().getConfig()).toEqual({ learningRate: 0.01, momentum: 0, nesterov: false, weightDecay: 0 });
});

test.each([1, -0.1, NaN])('refuses a beta or momentum of %s', (value) => {
  const rule = `must be in [0, 1), got ${value}`;
  expect(() => adamW({ beta1: value })).toThrow(`adamW: beta1 ${rule}`);
  expect(() => adamW({ beta2: value })).toThrow(`adamW: beta2 ${rule}`);
  expect(() => sgd({ momentum: value })).toThrow(`sgd: momentum ${rule}`);
});

test.each([0, -1, NaN])('refuses an epsilon of %s', (epsilon) => {
  expect(() => adamW({ epsilon })).toThrow(`adamW: epsilon must be a positive number, got ${epsilon}`);
});

test("registering replaces no class of tfjs's own", () => {
  const { classNameMap } = tf.serialization.SerializationMap.getMap();
  const before = new Map(Object.entries(classNameMap));
  registerOptimizers();
  for (const [name, entry] of before) expect(classNameMap[name][0]).toBe(entry[0]);
  expect(classNameMap).toHaveProperty('NinAdamW');
  expect(classNameMap).toHaveProperty('NinSgd');
});

describe('exclude', () => {
  test.each([
    ['conv2d_Conv2D1/bias', true],
    ['block1/conv/bias_1', true],
    ['batch_normalization_BatchNormalization1/gamma', true],
    ['batch_normalization_BatchNormalization1/beta_12', true],
    ['bias', true],
    ['conv2d_Conv2D1/kernel', false],
    ['block1/bias/kernel_1', false],
    ['beta/kernel', false],
    ['dense/unbias', false],
  ])('biasAndBatchNorm on %s: %s', (name, expected) => {
    expect(includesVariable(biasAndBatchNorm, name)).toBe(expected);
  });

  test.each<[string, VariableNames]>([
    ['a list: any string anywhere in the name', ['bias', 'block2/']],
    ['a pattern', /bias|block2\//],
    ['a pattern that keeps its place', /bias|block2\//g],
    ['a function', (name) => name.endsWith('bias') || name.startsWith('block2/')],
  ])('%s', (_title, names) => {
    const matched = ['block1/bias', 'block1/bias', 'block2/kernel', 'block1/kernel', 'block12/kernel'].map(
      (name) => includesVariable(names, name),
    );
    expect(matched).toEqual([true, true, true, false, false]);
  });

  test('an empty list covers nothing', () => {
    expect(includesVariable([], 'a/bias')).toBe(false);
  });
});

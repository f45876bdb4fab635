import {
  nearestName,
  requireBackend,
  requireBoolean,
  requireFraction,
  requireNonNegativeInteger,
  requireOneOf,
  requireOptions,
  requirePositiveInteger,
  shown,
  type OptionNames,
} from '@nin/checks';
import { describe, expect, test } from 'vitest';

interface Options {
  learningRate?: number;
  weightDecay?: number;
  batchSize?: number;
}
const names: OptionNames<Options> = { learningRate: true, weightDecay: true, batchSize: true };
const check = (options: unknown) => () => requireOptions('adamW: options', options, names);

test('the nearest name is found through case, separators, initials, beginnings and typing errors, or not at all', () => {
  const known = ['learningRate', 'weightDecay', 'batchSize', 'beta1', 'seed'];
  const nearest = (name: string) => nearestName(name, known);
  expect(nearest('learning_rate')).toBe('learningRate');
  expect(nearest('weight-decay')).toBe('weightDecay');
  expect(nearest('batchsize')).toBe('batchSize');
  expect(nearest('lr')).toBe('learningRate');
  expect(nearest('wd')).toBe('weightDecay');
  expect(nearest('batch')).toBe('batchSize');
  expect(nearest('learningRat')).toBe('learningRate');
  expect(nearest('beta')).toBe('beta1');
  expect(nearest('sed')).toBe('seed');
  expect(nearest('momentum')).toBeUndefined();
  expect(nearest('x')).toBeUndefined();
});

describe('options', () => {
  test('of known names are taken, even where they are undefined or none', () => {
    for (const options of [{}, { learningRate: 1 }, { weightDecay: undefined }])
      expect(check(options)).not.toThrow();
  });

  test.each([
    [{ lr: 1 }, 'fields learningRate, weightDecay, batchSize, got lr (did you mean learningRate?)'],
    [{ momentum: 1 }, 'fields learningRate, weightDecay, batchSize, got momentum'],
    [{ toString: 1 }, 'fields learningRate, weightDecay, batchSize, got toString'],
  ])('of an unknown name are refused: %j', (options, message) => {
    expect(check(options)).toThrow(new TypeError(`adamW: options must have only the ${message}`));
  });

  test.each([
    [0.001, '0.001'],
    [undefined, 'undefined'],
    [null, 'null'],
    ['adam', "'adam'"],
    [[1], '[1]'],
    [new Float32Array(2), 'a Float32Array of 2'],
    [Promise.resolve(), 'a promise (await it first)'],
    [{ dataSync: () => [], dispose: () => {} }, 'a tensor (await tensor.data() first)'],
    [() => {}, 'a function'],
  ])('that are no object are refused: %s', (options, got) => {
    expect(check(options)).toThrow(
      new TypeError(
        `adamW: options must be an object with the fields learningRate, weightDecay, batchSize, got ${got}`,
      ),
    );
  });
});

test('numbers of other types are refused as well as those out of range', () => {
  for (const value of [0, -1, 1.5, NaN, '3', null, undefined, [3], Promise.resolve(3)]) {
    expect(() => requirePositiveInteger('f: steps', value)).toThrow(
      'f: steps must be a positive integer, got ',
    );
  }
  expect(() => requirePositiveInteger('f: steps', '3')).toThrow("got '3'");
  for (const value of [-0.1, 1, NaN, '0.5', undefined]) {
    expect(() => requireFraction('f: rate', value)).toThrow('f: rate must be in [0, 1), got ');
  }
  requireFraction('f: rate', 0);
});

test('an integer above the upper end is refused with that end', () => {
  requirePositiveInteger('f: steps', 1000, 1000);
  expect(() => requirePositiveInteger('f: steps', 1001, 1000)).toThrow(
    new RangeError('f: steps must be a positive integer up to 1,000, got 1001'),
  );
  requireNonNegativeInteger('f: layers', 0, 100);
  expect(() => requireNonNegativeInteger('f: layers', 1e21, 100)).toThrow(
    new RangeError('f: layers must be a non-negative integer up to 100, got 1e+21'),
  );
  // 2 ** 53 is the first whose neighbor cannot be told from it.
  requirePositiveInteger('f: steps', 2 ** 53 - 1);
  expect(() => requirePositiveInteger('f: steps', 2 ** 53)).toThrow(
    'f: steps must be a positive integer up to 9,007,199,254,740,991, got 9007199254740992',
  );
  for (const value of [Infinity, NaN, -1, 0.5]) {
    expect(() => requireNonNegativeInteger('f: layers', value, 100)).toThrow(
      `f: layers must be a non-negative integer, got ${value}`,
    );
  }
});

test('only true and false are either', () => {
  for (const value of [0, 1, 'false', null, undefined]) {
    expect(() => requireBoolean('f: warmup', value)).toThrow('f: warmup must be true or false, got ');
  }
  for (const value of [true, false]) expect(() => requireBoolean('f: warmup', value)).not.toThrow();
});

test('a word that is near one of the choices is answered with it', () => {
  expect(() => requireOneOf('f: unit', 'Epoch', ['epoch', 'step'])).toThrow(
    new RangeError("f: unit must be one of 'epoch', 'step', got 'Epoch' (did you mean 'epoch'?)"),
  );
  expect(() => requireOneOf('f: unit', ['epoch'], ['epoch', 'step'])).toThrow('got ["epoch"]');
});

test('values are shown by kind, and never at length', () => {
  const circle: Record<string, unknown> = {};
  circle.circle = circle;
  expect(shown('x'.repeat(100))).toHaveLength(62);
  expect(shown('a\u001b[2Jb\u007f')).toBe(String.raw`'a\x1b[2Jb\x7f'`);
  expect(shown([1, NaN])).toBe('[1,"NaN"]');
  expect(shown(Array.from({ length: 1000 }, () => 1))).toBe('an array of 1000');
  expect(shown({ a: 1 })).toBe('{"a":1}');
  expect(shown(circle)).toBe('an object');
  expect(shown(new Uint8Array(3))).toBe('a Uint8Array of 3');
  expect(shown(new Int32Array(3))).toBe('an Int32Array of 3');
  expect(shown(3n)).toBe('3n');
  expect(shown(Symbol('s'))).toBe('Symbol(s)');
  expect(shown({ predict: () => 0 })).toBe('a model');
  expect(shown({ forEachAsync: () => 0 })).toBe('a tf.data Dataset');
});

describe('requireBackend', () => {
  const advice =
    "nin: a tfjs backend must run first: await selectBackend() of @nin/backends, or import a package such as @tensorflow/tfjs-backend-wasm and await tf.setBackend('wasm')";

  test('is content with one that runs', () => {
    expect(() => requireBackend('nin', { backend: {} })).not.toThrow();
  });

  test('says what to do where there is none, and keeps what the engine says', () => {
    expect(() => requireBackend('nin', { backend: null })).toThrow(advice);
    const cause = new Error('No backend found in registry.');
    const engine = {
      get backend(): unknown {
        throw cause;
      },
    };
    expect(() => requireBackend('nin', engine)).toThrow(expect.objectContaining({ message: advice, cause }));
  });
});

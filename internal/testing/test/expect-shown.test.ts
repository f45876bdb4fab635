import { expectShown } from '@nin/testing';
import { describe, expect, test } from 'vitest';

describe('expectShown', () => {
  test.each([
    [5e-4 / 0.9, '5.5556e-4'],
    [1 / 3, '0.33'],
    [-1 / 3, '-0.333'],
    [19_778_304, '19,778,304'],
    [19_778_304, '19_778_304'],
    [7, '7'],
    [1e5, '1e5'],
    [Infinity, 'Infinity'],
    [-Infinity, '-Infinity'],
    [NaN, 'NaN'],
    ['relu', 'relu'],
    ['relu', "'relu'"],
    [true, 'true'],
    [undefined, 'undefined'],
    [null, 'null'],
    [[1 / 3, 2 / 3], '[0.33, 0.67]'],
    [new Float32Array([0.1, 0.25]), '[0.1, 0.25]'],
    [new Uint8Array([3, 8]), '[3, 8]'],
    [{ name: 'conv', shape: [1, 32], rate: 1 / 3 }, "{ name: 'conv', shape: [1, 32], rate: 0.333 }"],
    [{ name: 'a: 1, b' }, '{ "name": "a: 1, b" }'],
    [[{ 60: NaN }], '[{ 60: NaN }]'],
    [{ value: null, on: false }, '{ value: null, on: false }'],
  ])('accepts %j as %s', (value, shown) => {
    expectShown(value, shown);
  });

  test.each([
    [0.335001, '0.33'],
    [0.00055551, '5.5556e-4'],
    [7.1, '7'],
    [100_001, '1e5'],
    [NaN, '0.33'],
    [0.33, 'NaN'],
    [1e300, 'Infinity'],
    ['relu', 'relu6'],
    ['7', '8'],
    [true, 'false'],
    [undefined, 'null'],
    [[1, 2], '[1]'],
    [[1, 2], '[1, 2, 3]'],
    [[1, NaN], '[1, 2]'],
    [['1'], '[1]'],
    [{ a: 1, b: 2 }, '{ a: 1 }'],
    [{ a: 1 }, '{ a: 1, b: 2 }'],
    [{ a: { b: 0.5 } }, '{ a: { b: 0.6 } }'],
    [{ 0: 1 }, '[1]'],
  ])('refuses %j as %s', (value, shown) => {
    expect(() => expectShown(value, shown)).toThrow();
  });

  test('refuses a number that cannot be parsed', () => {
    expect(() => expectShown(1, 'about one')).toThrow('"about one" is not a number');
  });
});

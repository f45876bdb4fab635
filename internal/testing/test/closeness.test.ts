import { expectClose, relativeError } from '@nin/testing';
import { describe, expect, test } from 'vitest';

describe('relativeError', () => {
  test('is the largest difference over the largest expected magnitude', () => {
    expect(relativeError([1, 2.5, -4], [1, 2, -5])).toBe(1 / 5);
    expect(relativeError([0, 0.25], [0, 0])).toBe(0.25);
    expect(relativeError([], [])).toBe(0);
  });

  test.each([
    ['in what was computed', [1, NaN], [1, 2]],
    ['in what was expected', [1, 2], [1, NaN]],
    ['in both', [NaN], [NaN]],
    ['made of infinities', [Infinity], [Infinity]],
  ])('is NaN with a NaN %s', (_where, actual, expected) => {
    expect(relativeError(actual, expected)).toBeNaN();
  });

  test('refuses arrays of two lengths', () => {
    expect(() => relativeError([1], [1, 2])).toThrow('relativeError: lengths must be equal, got 1 and 2');
  });
});

describe('expectClose', () => {
  test('passes within the tolerance and fails beyond it', () => {
    expectClose([1.0009], [1], 1e-3);
    expect(() => expectClose([1.0011], [1], 1e-3)).toThrow('relative error');
    expect(() => expectClose(new Float32Array([1, 2]), [1, 2.001])).toThrow('relative error');
  });

  test('never passes with NaN', () => {
    expect(() => expectClose([NaN], [NaN], Infinity)).toThrow('relative error NaN');
  });
});

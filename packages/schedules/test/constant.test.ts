import { describe, expect, test } from 'vitest';
import { constant } from '../src/index';

describe('constant', () => {
  test('gives the same rate at every step', () => {
    const schedule = constant(0.1);
    expect([0, 1, 1e9].map(schedule)).toEqual([0.1, 0.1, 0.1]);
    expect(constant(0)(3)).toBe(0);
  });

  test.each([-0.1, NaN, Infinity])('refuses a value of %s', (value) => {
    expect(() => constant(value)).toThrow(`constant: value must be a non-negative number, got ${value}`);
  });
});

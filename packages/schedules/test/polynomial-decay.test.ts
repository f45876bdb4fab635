import { describe, expect, test } from 'vitest';
import { polynomialDecay } from '../src/index';

describe('polynomialDecay', () => {
  test('is a straight line with power 1, the default', () => {
    const schedule = polynomialDecay({ initial: 1, steps: 4 });
    expect([0, 1, 2, 3, 4, 100].map(schedule)).toEqual([1, 0.75, 0.5, 0.25, 0, 0]);
  });

  test('bends with the power and ends at final', () => {
    // Half way with power 2, a quarter of the height is left: 0.2 + 0.8 / 4.
    const schedule = polynomialDecay({ initial: 1, final: 0.2, steps: 10, power: 2 });
    expect(schedule(0)).toBe(1);
    expect(schedule(5)).toBeCloseTo(0.4, 14);
    expect(schedule(10)).toBe(0.2);
    expect(schedule(11)).toBe(0.2);
  });

  test.each([0.5, 1, 3])('falls at every step with power %s', (power) => {
    const schedule = polynomialDecay({ initial: 1, steps: 20, power });
    for (let step = 0; step < 20; step++) expect(schedule(step + 1)).toBeLessThan(schedule(step));
  });

  test('names the option, the rule and the value', () => {
    const valid = { initial: 1, steps: 10 };
    expect(() => polynomialDecay({ ...valid, initial: 0 })).toThrow(
      'polynomialDecay: initial must be a positive number, got 0',
    );
    expect(() => polynomialDecay({ ...valid, final: -1 })).toThrow(
      'polynomialDecay: final must be a non-negative number, got -1',
    );
    expect(() => polynomialDecay({ ...valid, steps: -5 })).toThrow(
      'polynomialDecay: steps must be a positive integer, got -5',
    );
    expect(() => polynomialDecay({ ...valid, power: 0 })).toThrow(
      'polynomialDecay: power must be a positive number, got 0',
    );
  });
});

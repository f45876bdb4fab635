import { describe, expect, test } from 'vitest';
import { piecewise } from '../src/index';

describe('piecewise', () => {
  test('accumulates factors from each boundary on', () => {
    // The recipe of wide residual networks: 0.1, then × 0.2 at epochs 60, 120 and 160.
    const schedule = piecewise({ initial: 0.1, factors: { 60: 0.2, 120: 0.2, 160: 0.2 } });
    const expected = [
      [0, 0.1],
      [59, 0.1],
      [60, 0.02],
      [119, 0.02],
      [120, 0.004],
      [159, 0.004],
      [160, 0.0008],
      [1000, 0.0008],
    ] as const;
    for (const [step, rate] of expected) expect(schedule(step), `step ${step}`).toBeCloseTo(rate, 15);
  });

  test('takes boundaries in any order, and factors above one', () => {
    const schedule = piecewise({ initial: 1, factors: { 20: 0.5, 10: 4 } });
    expect([9, 10, 20].map(schedule)).toEqual([1, 4, 2]);
  });

  test('is constant without factors', () => {
    expect(piecewise({ initial: 0.3, factors: {} })(100)).toBe(0.3);
  });

  test('does not change when the factors are changed later', () => {
    const factors: Record<number, number> = { 10: 0.5 };
    const schedule = piecewise({ initial: 1, factors });
    factors[10] = 0.1;
    expect(schedule(10)).toBe(0.5);
  });

  test('names the option, the rule and the value', () => {
    expect(() => piecewise({ initial: NaN, factors: {} })).toThrow(
      'piecewise: initial must be a positive number, got NaN',
    );
    expect(() => piecewise({ initial: 1, factors: { 2.5: 0.1 } })).toThrow(
      'piecewise: a step of factors must be a positive integer, got 2.5',
    );
    expect(() => piecewise({ initial: 1, factors: { 10: 0 } })).toThrow(
      'piecewise: factors[10] must be a positive number, got 0',
    );
  });
});

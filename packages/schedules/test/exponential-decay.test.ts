import { describe, expect, test } from 'vitest';
import { exponentialDecay } from '../src/index';

describe('exponentialDecay', () => {
  test('multiplies the rate by the factor over `every` steps, and by its root in between', () => {
    const schedule = exponentialDecay({ initial: 1, factor: 0.25, every: 10 });
    expect([0, 5, 10, 20].map(schedule)).toEqual([1, 0.5, 0.25, 0.0625]);
  });

  test('has the same ratio between all neighboring steps', () => {
    const schedule = exponentialDecay({ initial: 3, factor: 0.9, every: 7 });
    for (let step = 0; step < 50; step++) {
      expect(schedule(step + 1) / schedule(step)).toBeCloseTo(0.9 ** (1 / 7), 13);
    }
  });

  test('names the option, the rule and the value', () => {
    const valid = { initial: 1, factor: 0.5, every: 10 };
    expect(() => exponentialDecay({ ...valid, initial: 0 })).toThrow(
      'exponentialDecay: initial must be a positive number, got 0',
    );
    expect(() => exponentialDecay({ ...valid, factor: -0.5 })).toThrow(
      'exponentialDecay: factor must be a positive number, got -0.5',
    );
    expect(() => exponentialDecay({ ...valid, every: 1.5 })).toThrow(
      'exponentialDecay: every must be a positive integer, got 1.5',
    );
  });
});

import { describe, expect, test } from 'vitest';
import { exponentialDecay } from '../src/index';

describe('exponentialDecay', () => {
  test('multiplies by the rate over every `steps` steps, and by its root in between', () => {
    const schedule = exponentialDecay({ initial: 1, rate: 0.25, steps: 10 });
    expect([0, 5, 10, 20].map(schedule)).toEqual([1, 0.5, 0.25, 0.0625]);
  });

  test('has one ratio between all neighbours', () => {
    const schedule = exponentialDecay({ initial: 3, rate: 0.9, steps: 7 });
    for (let step = 0; step < 50; step++) {
      expect(schedule(step + 1) / schedule(step)).toBeCloseTo(0.9 ** (1 / 7), 13);
    }
  });

  test('names the option, the rule and the value', () => {
    const valid = { initial: 1, rate: 0.5, steps: 10 };
    expect(() => exponentialDecay({ ...valid, initial: 0 })).toThrow(
      'exponentialDecay: initial must be a positive number, got 0',
    );
    expect(() => exponentialDecay({ ...valid, rate: -0.5 })).toThrow(
      'exponentialDecay: rate must be a positive number, got -0.5',
    );
    expect(() => exponentialDecay({ ...valid, steps: 1.5 })).toThrow(
      'exponentialDecay: steps must be a positive integer, got 1.5',
    );
  });
});

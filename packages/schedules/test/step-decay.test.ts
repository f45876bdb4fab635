import { describe, expect, test } from 'vitest';
import { stepDecay } from '../src/index';

describe('stepDecay', () => {
  test('multiplies by the factor at each multiple of every', () => {
    const schedule = stepDecay({ initial: 8, every: 10, factor: 0.5 });
    expect([0, 9, 10, 19, 20, 39, 40].map(schedule)).toEqual([8, 8, 4, 4, 2, 1, 0.5]);
  });

  test('names the option, the rule and the value', () => {
    const valid = { initial: 1, every: 10, factor: 0.5 };
    expect(() => stepDecay({ ...valid, initial: -1 })).toThrow(
      'stepDecay: initial must be a positive number, got -1',
    );
    expect(() => stepDecay({ ...valid, every: 0 })).toThrow(
      'stepDecay: every must be a positive integer, got 0',
    );
    expect(() => stepDecay({ ...valid, factor: 0 })).toThrow(
      'stepDecay: factor must be a positive number, got 0',
    );
  });
});

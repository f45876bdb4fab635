import { describe, expect, test } from 'vitest';
import { linearWarmup } from '../src/index';

describe('linearWarmup', () => {
  test('rises in equal steps from nothing to the peak, and stays there', () => {
    const schedule = linearWarmup({ peak: 1, steps: 4 });
    expect([0, 1, 2, 3, 4, 100].map(schedule)).toEqual([0, 0.25, 0.5, 0.75, 1, 1]);
  });

  test('can begin above nothing, or above the peak', () => {
    expect([0, 1, 2].map(linearWarmup({ peak: 1, steps: 2, initial: 0.5 }))).toEqual([0.5, 0.75, 1]);
    expect([0, 1, 2].map(linearWarmup({ peak: 1, steps: 2, initial: 2 }))).toEqual([2, 1.5, 1]);
  });

  test('names the option, the rule and the value', () => {
    const valid = { peak: 1, steps: 10 };
    expect(() => linearWarmup({ ...valid, peak: -1 })).toThrow(
      'linearWarmup: peak must be a positive number, got -1',
    );
    expect(() => linearWarmup({ ...valid, steps: NaN })).toThrow(
      'linearWarmup: steps must be a positive integer, got NaN',
    );
    expect(() => linearWarmup({ ...valid, initial: -0.1 })).toThrow(
      'linearWarmup: initial must be a non-negative number, got -0.1',
    );
  });
});

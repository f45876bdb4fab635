import { describe, expect, test } from 'vitest';
import { constant, cosineAnnealing, join, linearWarmup } from '../src/index';

describe('join', () => {
  test('hands over at each boundary, where the next schedule counts from zero', () => {
    const count = (step: number) => step;
    const schedule = join([count, (step) => 100 + step, (step) => 200 + step], [3, 5]);
    expect([0, 1, 2, 3, 4, 5, 6].map(schedule)).toEqual([0, 1, 2, 100, 101, 200, 201]);
  });

  test('is continuous where a warmup ends at the rate an annealing begins with', () => {
    const schedule = join(
      [linearWarmup({ peak: 0.1, steps: 5 }), cosineAnnealing({ initial: 0.1, steps: 45 })],
      [5],
    );
    expect(schedule(5)).toBe(0.1);
    // One step before and after, the slopes are those of the line and of the top of the wave.
    expect(schedule(4)).toBeCloseTo(0.08, 15);
    expect(schedule(6)).toBeCloseTo(0.05 * (1 + Math.cos(Math.PI / 45)), 15);
    expect(schedule(50)).toBe(0);
  });

  test('of one schedule is that schedule', () => {
    expect(join([constant(0.3)], [])(7)).toBe(0.3);
  });

  test('can be joined again', () => {
    const inner = join([constant(1), constant(2)], [2]);
    expect([0, 1, 2, 3, 4].map(join([inner, inner], [3]))).toEqual([1, 1, 2, 1, 1]);
  });

  test('names the argument, the rule and the value', () => {
    const schedule = constant(1);
    expect(() => join([], [])).toThrow('join: schedules must have at least one schedule, got 0');
    expect(() => join([schedule, schedule], [])).toThrow(
      'join: boundaries must be one fewer than the 2 schedules, got 0',
    );
    expect(() => join([schedule], [1])).toThrow(
      'join: boundaries must be one fewer than the 1 schedules, got 1',
    );
    expect(() => join([schedule, schedule], [0])).toThrow(
      'join: boundaries[0] must be a positive integer, got 0',
    );
    expect(() => join([schedule, schedule, schedule], [5, 5])).toThrow(
      'join: boundaries must increase, got 5 after 5',
    );
  });
});

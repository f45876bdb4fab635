import { describe, expect, test } from 'vitest';
import { cosineAnnealing, cosineRestarts } from '../src/index';

describe('cosineRestarts', () => {
  test('is cosine annealing again and again when nothing grows or decays', () => {
    const restarts = cosineRestarts({ initial: 0.3, period: 7 });
    const once = cosineAnnealing({ initial: 0.3, steps: 7 });
    for (let step = 0; step < 35; step++) expect(restarts(step)).toBeCloseTo(once(step % 7), 14);
  });

  test('restarts at the sums of the growing periods, lower each time', () => {
    // Periods 10, 20, 40 begin at 0, 10, 30 and end at 70. Peaks are 1, 1/2, 1/4 above nothing.
    const schedule = cosineRestarts({ initial: 1, period: 10, periodFactor: 2, peakFactor: 0.5 });
    expect([0, 10, 30, 70].map(schedule)).toEqual([1, 0.5, 0.25, 0.125]);
    // Half way through a period the cosine is 0, so the rate is half the peak.
    expect(schedule(5)).toBeCloseTo(0.5, 14);
    expect(schedule(20)).toBeCloseTo(0.25, 14);
    expect(schedule(50)).toBeCloseTo(0.125, 14);
    // A third of the way, 1 + cos 60° = 3/2.
    expect(cosineRestarts({ initial: 1, period: 3, periodFactor: 2 })(5)).toBeCloseTo(0.75, 14);
  });

  test('decays the height above final, so it never falls below it', () => {
    const schedule = cosineRestarts({ initial: 1, period: 4, peakFactor: 0.1, final: 0.2 });
    expect(schedule(0)).toBe(1);
    expect(schedule(4)).toBeCloseTo(0.2 + 0.8 * 0.1, 14);
    expect(schedule(8)).toBeCloseTo(0.2 + 0.8 * 0.01, 14);
    for (let step = 0; step < 100; step++) expect(schedule(step)).toBeGreaterThanOrEqual(0.2);
  });

  test.each([2, 3, 7, 10])('finds every boundary of periods that grow by %i', (periodFactor) => {
    const schedule = cosineRestarts({ initial: 1, period: 1, periodFactor });
    let boundary = 1;
    for (let length = periodFactor; boundary < 1e9; length *= periodFactor) {
      expect(schedule(boundary)).toBe(1);
      boundary += length;
    }
  });

  test('gives each step the same rate in any order, and a million short periods in no time', () => {
    const options = { initial: 1, period: 1, periodFactor: 1 + 1e-9 };
    const schedule = cosineRestarts(options);
    const steps = Array.from({ length: 1e6 }, (_, step) => step);
    const forward = steps.map(schedule);
    const some = [999_999, 3, 500_000, 0, 70_000];
    expect(some.map(schedule)).toEqual(some.map((step) => forward[step]));
    expect(some.map(schedule)).toEqual(some.map((step) => cosineRestarts(options)(step)));
  });

  test('falls within each period', () => {
    const schedule = cosineRestarts({ initial: 1, period: 5, periodFactor: 1.5 });
    // Periods of 5, 7.5 and 11.25 steps: restarts at 5, 12.5 and 23.75.
    const restarts = [5, 13, 24];
    for (let step = 1; step < 30; step++) {
      const rose = schedule(step) > schedule(step - 1);
      expect(rose, `step ${step}`).toBe(restarts.includes(step));
    }
  });

  test('names the option, the rule and the value', () => {
    const valid = { initial: 1, period: 10 };
    expect(() => cosineRestarts({ ...valid, initial: 0 })).toThrow(
      'cosineRestarts: initial must be a positive number, got 0',
    );
    expect(() => cosineRestarts({ ...valid, period: 2.5 })).toThrow(
      'cosineRestarts: period must be a positive integer, got 2.5',
    );
    expect(() => cosineRestarts({ ...valid, periodFactor: 0.5 })).toThrow(
      'cosineRestarts: periodFactor must be at least 1, got 0.5',
    );
    expect(() => cosineRestarts({ ...valid, peakFactor: -1 })).toThrow(
      'cosineRestarts: peakFactor must be a positive number, got -1',
    );
    expect(() => cosineRestarts({ ...valid, final: NaN })).toThrow(
      'cosineRestarts: final must be a non-negative number, got NaN',
    );
  });
});

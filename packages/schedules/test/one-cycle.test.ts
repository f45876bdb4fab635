import { describe, expect, test } from 'vitest';
import { oneCycle } from '../src/index';

describe('oneCycle', () => {
  test('rises from a 25th to the peak at 30 %, and falls to a 250,000th', () => {
    const schedule = oneCycle({ peak: 1, steps: 100 });
    expect(schedule(0)).toBeCloseTo(1 / 25, 15);
    expect(schedule(30)).toBe(1);
    expect(schedule(100)).toBe(1 / 25 / 1e4);
    expect(schedule(500)).toBe(1 / 25 / 1e4);
    // Half way up and half way down a half wave is the mean of its ends.
    expect(schedule(15)).toBeCloseTo((1 / 25 + 1) / 2, 14);
    expect(schedule(65)).toBeCloseTo((1 + 1 / 250_000) / 2, 14);
  });

  test('takes its own ends and share of warmup', () => {
    const schedule = oneCycle({ peak: 0.8, steps: 10, warmup: 0.5, initial: 0.2, final: 0 });
    expect(schedule(0)).toBeCloseTo(0.2, 15);
    expect(schedule(5)).toBe(0.8);
    expect(schedule(10)).toBe(0);
    // 1/5 of the way up: 0.8 − 0.6 · (1 + cos 36°) / 2, with cos 36° = (1 + √5) / 4.
    expect(schedule(1)).toBeCloseTo(0.8 - (0.6 * (1 + (1 + Math.sqrt(5)) / 4)) / 2, 14);
  });

  test('rises before the peak, falls after it, and never leaves its bounds', () => {
    const schedule = oneCycle({ peak: 0.4, steps: 37 });
    const top = Math.round(0.3 * 37);
    expect(schedule(top)).toBe(0.4);
    for (let step = 0; step < 37; step++) {
      if (step < top) expect(schedule(step + 1)).toBeGreaterThan(schedule(step));
      else expect(schedule(step + 1)).toBeLessThan(schedule(step));
    }
  });

  test('has no rise with warmup 0 and no fall with warmup 1', () => {
    const falling = oneCycle({ peak: 1, steps: 4, warmup: 0, final: 0 });
    expect(falling(0)).toBe(1);
    expect(falling(2)).toBeCloseTo(0.5, 14);
    const rising = oneCycle({ peak: 1, steps: 4, warmup: 1, initial: 0, final: 0.1 });
    expect(rising(2)).toBeCloseTo(0.5, 14);
    expect(rising(4)).toBe(0.1);
  });

  test('names the option, the rule and the value', () => {
    const valid = { peak: 1, steps: 10 };
    expect(() => oneCycle({ ...valid, peak: 0 })).toThrow('oneCycle: peak must be a positive number, got 0');
    expect(() => oneCycle({ ...valid, steps: 0 })).toThrow(
      'oneCycle: steps must be a positive integer, got 0',
    );
    expect(() => oneCycle({ ...valid, warmup: 1.5 })).toThrow(
      'oneCycle: warmup must be between 0 and 1, got 1.5',
    );
    expect(() => oneCycle({ ...valid, warmup: NaN })).toThrow(
      'oneCycle: warmup must be between 0 and 1, got NaN',
    );
    expect(() => oneCycle({ ...valid, initial: -1 })).toThrow(
      'oneCycle: initial must be a non-negative number, got -1',
    );
    expect(() => oneCycle({ ...valid, final: Infinity })).toThrow(
      'oneCycle: final must be a non-negative number, got Infinity',
    );
  });
});

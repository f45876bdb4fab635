import { describe, expect, test } from 'vitest';
import { cosineAnnealing } from '../src/index';

describe('cosineAnnealing', () => {
  test("logs the lecture's five rates with its divisor of 1.8", () => {
    const schedule = cosineAnnealing({ initial: 5e-4, steps: 50, divisor: 1.8 });
    const logged = [0, 1, 2, 3, 4].map((epoch) => schedule(epoch).toExponential(4));
    expect(logged).toEqual(['5.5556e-4', '5.5501e-4', '5.5337e-4', '5.5064e-4', '5.4683e-4']);
  });

  test('starts at initial, passes the middle at half way, and stays at final', () => {
    const schedule = cosineAnnealing({ initial: 1, steps: 10, final: 0.2 });
    expect(schedule(0)).toBe(1);
    expect(schedule(5)).toBeCloseTo(0.6, 12);
    expect(schedule(10)).toBe(0.2);
    expect(schedule(1000)).toBe(0.2);
  });

  test.each([0, -1, 1.5, NaN])('refuses steps of %s', (steps) => {
    expect(() => cosineAnnealing({ initial: 1, steps })).toThrow(
      `cosineAnnealing: steps must be a positive integer, got ${steps}`,
    );
  });

  test('falls at every step', () => {
    const schedule = cosineAnnealing({ initial: 1, steps: 33 });
    for (let step = 0; step < 33; step++) expect(schedule(step + 1)).toBeLessThan(schedule(step));
  });

  test('names the option, the rule and the value', () => {
    const valid = { initial: 1, steps: 10 };
    expect(() => cosineAnnealing({ ...valid, initial: 0 })).toThrow(
      'cosineAnnealing: initial must be a positive number, got 0',
    );
    expect(() => cosineAnnealing({ ...valid, final: -1 })).toThrow(
      'cosineAnnealing: final must be a non-negative number, got -1',
    );
    expect(() => cosineAnnealing({ ...valid, divisor: 0 })).toThrow(
      'cosineAnnealing: divisor must be a positive number, got 0',
    );
  });
});

import { describe, expect, test } from 'vitest';
import { twoSidedP, welchTest } from '../src/ablation/welch-test';

describe("Student's t distribution", () => {
  // Critical values of published tables, to three decimals.
  test.each([
    [1, 12.706, 0.05],
    [1, 63.657, 0.01],
    [2, 4.303, 0.05],
    [3, 5.841, 0.01],
    [5, 2.571, 0.05],
    [10, 2.228, 0.05],
    [10, 1.372, 0.2],
    [30, 2.75, 0.01],
    [120, 1.98, 0.05],
    [1e6, 1.96, 0.05],
  ])('of %f degrees of freedom at %f', (freedom, t, p) => {
    // The table rounds t by up to 0.0005, which changes p by less than 0.0005 of itself and 0.0002.
    expect(Math.abs(twoSidedP(t, freedom) - p)).toBeLessThan(0.0002);
  });

  // One degree of freedom is the Cauchy distribution, and two have a closed form.
  test.each([0.01, 0.5, 1, 3, 50])('has its closed forms at t = %f', (t) => {
    expect(twoSidedP(t, 1)).toBeCloseTo(1 - (2 / Math.PI) * Math.atan(t), 12);
    expect(twoSidedP(t, 2)).toBeCloseTo(1 - t / Math.sqrt(2 + t * t), 12);
    expect(twoSidedP(-t, 2)).toBe(twoSidedP(t, 2));
  });

  test('is 1 at 0', () => {
    expect(twoSidedP(0, 7.3)).toBe(1);
  });
});

describe("Welch's t-test", () => {
  test('of equal variances and sizes: t = (10 − 8) / √(1/2 + 1/2) = 2 with 2 degrees of freedom', () => {
    const [first, second] = [10, 8].map((mean) => ({ mean, deviation: 1, n: 2 }));
    expect(welchTest(first, second)).toBeCloseTo(1 - 2 / Math.sqrt(6), 12);
    expect(welchTest(second, first)).toBe(welchTest(first, second));
  });

  test('of a sample without spread: the degrees of freedom are those of the other', () => {
    // t = 1 / √(1/2) and 1 degree of freedom.
    const p = welchTest({ mean: 1, deviation: 0, n: 9 }, { mean: 0, deviation: 1, n: 2 });
    expect(p).toBeCloseTo(1 - (2 / Math.PI) * Math.atan(Math.SQRT2), 12);
  });

  test('says nothing about single values, or without any spread', () => {
    const single = { mean: 0, deviation: 0, n: 1 };
    expect(welchTest(single, { mean: 1, deviation: 1, n: 5 })).toBeNull();
    expect(welchTest({ ...single, n: 3 }, { mean: 1, deviation: 0, n: 3 })).toBeNull();
  });

  test('finds luck about as often as it says: p is uniform where the means are equal', () => {
    let state = 1;
    const uniform = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
    const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
    const sample = (n: number, spread: number) => {
      const values = Array.from({ length: n }, () => spread * normal());
      const mean = values.reduce((sum, value) => sum + value, 0) / n;
      const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
      return { mean, deviation: Math.sqrt(squares / (n - 1)), n };
    };
    const trials = 4000;
    const below = Array.from({ length: trials }, () => welchTest(sample(8, 1), sample(5, 2)) ?? 1);
    for (const level of [0.05, 0.2, 0.5]) {
      const share = below.filter((p) => p < level).length / trials;
      // Four standard errors, and Welch's approximation.
      expect(Math.abs(share - level)).toBeLessThan(4 * Math.sqrt((level * (1 - level)) / trials) + 0.01);
    }
  });
});

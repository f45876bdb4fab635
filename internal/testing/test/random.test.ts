import { randomValues, seededRandom } from '@nin/testing';
import { expect, test } from 'vitest';

test('seededRandom repeats for a seed, differs between seeds and stays in [0, 1)', () => {
  const draw = (seed: number) => Array.from({ length: 1000 }, seededRandom(seed));
  const first = draw(7);
  expect(draw(7)).toEqual(first);
  expect(draw(8)).not.toEqual(first);
  expect(first.every((value) => value >= 0 && value < 1)).toBe(true);
  expect(new Set(first).size).toBe(1000);
});

test('randomValues are uniform in [-1, 1)', () => {
  const values = randomValues(10_000, 3);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + value * value, 0) / values.length;
  // Uniform: mean 0, variance 1/3. Of 10,000 values they spread by 0.006 and 0.003; five of those are allowed.
  expect(Math.abs(mean)).toBeLessThan(0.03);
  expect(Math.abs(variance - 1 / 3)).toBeLessThan(0.015);
  expect(values.every((value) => value >= -1 && value < 1)).toBe(true);
});

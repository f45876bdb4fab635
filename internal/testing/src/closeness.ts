import { expect } from 'vitest';

/** Returns the largest absolute difference of two arrays, relative to the largest expected magnitude. */
export function relativeError(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (actual.length !== expected.length) {
    throw new Error(`relativeError: lengths must be equal, got ${actual.length} and ${expected.length}`);
  }
  let difference = 0;
  let magnitude = 0;
  for (let i = 0; i < expected.length; i++) {
    const gap = Math.abs((actual[i] ?? NaN) - (expected[i] ?? NaN));
    if (Number.isNaN(gap)) return NaN;
    difference = Math.max(difference, gap);
    magnitude = Math.max(magnitude, Math.abs(expected[i] ?? NaN));
  }
  return magnitude === 0 ? difference : difference / magnitude;
}

/** Expects two arrays to agree to `tolerance`, relative to the largest expected magnitude. NaN never agrees. */
export function expectClose(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance = 1e-5): void {
  const error = relativeError(actual, expected);
  expect(error, `relative error ${error}, allowed ${tolerance}`).toBeLessThanOrEqual(tolerance);
}

import { expectClose } from '@nin/testing';
import { describe, expect, test } from 'vitest';
import { ticks } from '../src/svg-color-bar';

describe('ticks', () => {
  test.each([
    [1000, true, [0, 200, 400, 600, 800, 1000]],
    [952, true, [0, 200, 400, 600, 800]],
    [43, true, [0, 10, 20, 30, 40]],
    [3, true, [0, 1, 2, 3]],
    [1, true, [0, 1]],
    [0, true, [0]],
    [1, false, [0, 0.2, 0.4, 0.6, 0.8, 1]],
    [0.3, false, [0, 0.1, 0.2, 0.3]],
    [0.013, false, [0, 0.005, 0.01]],
  ])('up to %s (whole: %s)', (maximum, whole, expected) => {
    expectClose(ticks(maximum, whole), expected, 1e-12);
  });

  test.each([1, 2, 7, 49, 51, 999, 123456])('are two to six up to %s', (maximum) => {
    const { length } = ticks(maximum, true);
    expect(length).toBeGreaterThanOrEqual(2);
    expect(length).toBeLessThanOrEqual(6);
  });
});

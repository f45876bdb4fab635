import { expect, test } from 'vitest';
import { gflops, median, ratioByRound, relativeSpread, summarize } from '../src/result/statistics';

test('quartiles are linear between two samples', () => {
  // Sorted 1 2 3 10; a quarter of the way from place 0 to place 3 is place 0.75, 1 + 0.75 · 1; three quarters are
  // place 2.25, 3 + 0.25 · 7; the middle is place 1.5.
  expect(summarize([3, 10, 1, 2])).toEqual({
    n: 4,
    median: 2.5,
    min: 1,
    max: 10,
    lowerQuartile: 1.75,
    upperQuartile: 4.75,
  });
});

test('an odd number of samples has its middle as the median', () => {
  // Places 1, 2 and 3 of 0 … 4 are the quartiles.
  expect(summarize([50, 10, 40, 20, 30])).toMatchObject({ lowerQuartile: 20, median: 30, upperQuartile: 40 });
});

test('a single sample is every figure', () => {
  expect(summarize([7])).toEqual({ n: 1, median: 7, min: 7, max: 7, lowerQuartile: 7, upperQuartile: 7 });
});

test('the samples keep their order', () => {
  const samples = [3, 1, 2];
  expect(median(samples)).toBe(2);
  expect(samples).toEqual([3, 1, 2]);
});

test('the spread is the interquartile range over the median', () => {
  // (4.75 − 1.75) / 2.5
  expect(relativeSpread(summarize([1, 2, 3, 10]))).toBeCloseTo(1.2, 12);
  expect(relativeSpread(summarize([5, 5, 5]))).toBe(0);
});

test('no samples have no summary', () => {
  expect(() => summarize([])).toThrow(new RangeError('summarize: samples must not be empty'));
});

test('ratios are taken within a round', () => {
  // 2, 1.5 and 1.
  expect(ratioByRound([10, 30, 20], [5, 20, 20])).toMatchObject({ median: 1.5, min: 1, max: 2 });
  // A round that failed for one of them has no ratio.
  expect(ratioByRound([10, 30, 20], [5])).toMatchObject({ median: 2, min: 2, max: 2 });
});

test('a multiply-accumulate is two operations', () => {
  // 5 · 10⁹ multiply-accumulates per second.
  expect(gflops(5e9, 1000)).toBe(10);
});

import { expect, test } from 'vitest';
import { gflops, productGflops } from '../src/result/product-gflops';
import { ratioByRound } from '../src/result/ratio-by-round';
import { stepFigures } from '../src/result/step-figures';
import { stepTimes } from './step-times';

test('a multiply-accumulate is two operations', () => {
  // 5 · 10⁹ multiply-accumulates in a second.
  expect(gflops(5e9, 1000)).toBe(10);
  // 100³ = 10⁶ of them in the median of 1, 4 and 2 ms.
  expect(productGflops({ size: 100, before: [1, 4], after: [2] })).toBe(1);
});

test('steps of all rounds are summed up, each round against its own product', () => {
  const slower = { size: 100, before: [4], after: [4] };
  const runs = [stepTimes([10, 20, 30]), stepTimes([40], { product: slower, losses: [9] })];
  const figures = stepFigures(runs, 5, 4e6);
  expect(figures).toMatchObject({ threads: 1, medians: [20, 40], lossBefore: 2.5, lossAfter: 1.5 });
  // 10 20 30 40: the median is 25 ms for 5 images, and 8 · 10⁶ operations.
  expect(figures.milliseconds.median).toBe(25);
  expect(figures.millisecondsPerImage).toBe(5);
  expect(figures.imagesPerSecond).toBe(200);
  expect(figures.gflops).toBeCloseTo(0.32, 12);
  // Products at 1 and 0.5 GFLOP/s, 0.75 between them; 8 · 10⁶ operations take 10.67 ms then.
  expect(figures.productGflops).toBeCloseTo(0.75, 12);
  expect(figures.floorMilliseconds).toBeCloseTo(32 / 3, 12);
  // 0.4 of 1 GFLOP/s in the first round, 0.2 of 0.5 in the second.
  expect(figures.shareOfProduct).toBeCloseTo(0.4, 12);
});

test('ratios are taken within a round', () => {
  // 2, 1.5 and 1.
  expect(ratioByRound([10, 30, 20], [5, 20, 20])).toEqual({ median: 1.5, min: 1, max: 2 });
  // A round that failed for one of them has no ratio.
  expect(ratioByRound([10, 30, 20], [5])).toEqual({ median: 2, min: 2, max: 2 });
});

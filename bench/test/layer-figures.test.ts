import { expect, test } from 'vitest';
import { layerFigures } from '../src/result/layer-figures';

test('each direction has a rate and a share of the product', () => {
  const layer = {
    layers: ['a', 'b'],
    input: [4, 4, 3],
    filter: [1, 1, 3, 8],
    stride: 1,
    macs: 1e6,
    forward: [10, 30, 20],
    inputGradient: [],
    filterGradient: [40],
  };
  const details = {
    threads: 2,
    layers: [layer],
    // 100³ multiply-accumulates in 2 ms: 1 GFLOP/s.
    product: { size: 100, before: [2], after: [2] },
    clockedSteps: [],
    kernels: [],
  };
  const [figures] = layerFigures(details, 5);
  expect(figures.layers).toEqual(['a', 'b']);
  // 2 · 5 · 10⁶ operations in 20 ms, and in 40 ms.
  expect(figures.forward.milliseconds.median).toBe(20);
  expect(figures.forward.gflops).toBeCloseTo(0.5, 12);
  expect(figures.forward.shareOfProduct).toBeCloseTo(0.5, 12);
  expect(figures.filterGradient.gflops).toBeCloseTo(0.25, 12);
  expect(figures.inputGradient).toBeUndefined();
});

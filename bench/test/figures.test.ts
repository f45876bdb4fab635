import { expect, test } from 'vitest';
import { sumPrograms } from '../src/measure/time-programs';
import { anatomyOf, disagreements, figuresOf, oursFailed } from '../src/result/figures';
import { peakGflops } from '../src/result/peak';
import type { Run } from '../src/result/result';
import { entry, gpu, resultOf, stepsRun } from './small-result';

test('steps of all rounds are summarized, each round against its own product', () => {
  const slower = { products: [{ size: 100, milliseconds: [4, 4] }] };
  const ours = entry('ours', [stepsRun([8, 16, 24]), stepsRun([32], slower)]);
  const figures = figuresOf(resultOf([ours]), ours)!;
  // 8 images per step: 1, 2, 3 ms per image, then 4. The median is 2.5 ms, so 400 images per second and 20 ms per step.
  expect(figures).toMatchObject({ medians: [2, 4], step: 20, imagesPerSecond: 400 });
  // 2 · 10⁶ operations in 2.5 ms.
  expect(figures.gflops).toBeCloseTo(0.8, 12);
  // Products at 1 and 0.5 GFLOP/s, 0.75 between them; 16 · 10⁶ operations take 21.3 ms then.
  expect(figures.productGflops).toBeCloseTo(0.75, 12);
  expect(figures.floor).toBeCloseTo(64 / 3, 12);
  // 1 of 1 GFLOP/s in the first round, 0.5 of 0.5 in the second.
  expect(figures.shareOfProduct).toBeCloseTo(1, 12);
  expect(figures.againstStock).toBeUndefined();
});

test('samples between two reports count their own images', () => {
  const training = { measure: 'training' } as const;
  const ours = entry(
    'ours',
    [stepsRun([64, 256], { images: [64, 128] }), stepsRun([192], { images: [64] })],
    training,
  );
  const failed = entry('stock', [], { ...training, cannot: 'no gradient' });
  // 300 ms per image, then 900, with another batch.
  const stock = entry('stock-cpu', [stepsRun([600]), stepsRun([1800])], { ...training, batchSize: 2 });
  const result = resultOf([ours, failed, stock]);
  const figures = figuresOf(result, ours)!;
  // 1 and 2 ms per image, then 3.
  expect(figures.medians).toEqual([1.5, 3]);
  expect(figures.againstStock).toMatchObject({ min: 200, max: 300, median: 250 });
  expect(figuresOf(result, failed)).toBeUndefined();
  expect(figuresOf(result, stock)!.againstStock).toBeUndefined();
});

test('all threads are compared with one thread of the same scenario', () => {
  const ours = entry('ours', [stepsRun([10])]);
  const one = entry('ours-1', [stepsRun([20])]);
  const other = entry('ours-1', [stepsRun([90])], { scenario: 'quarter' });
  expect(figuresOf(resultOf([other, one, ours]), ours)!.againstOneThread).toMatchObject({ median: 2 });
});

test('the rest of a step is outside kernels', () => {
  const programs = [
    { name: 'a', calls: 3, milliseconds: 6 },
    { name: 'b', calls: 1, milliseconds: 2 },
  ];
  const of = (rest: Partial<Run>, step: number) => anatomyOf({ device: gpu, programs, ...rest }, step);
  expect(of({ dispatches: 5 }, 10)).toEqual({ dispatches: 5, inPrograms: 8, outside: 1 - 8 / 10 });
  // Timed one by one, programs may take longer than the step.
  expect(of({ dispatches: 4 }, 7).outside).toBe(0);
  // Less than four of five dispatches have a time.
  expect(of({ dispatches: 6 }, 10)).toEqual({ dispatches: 6 });
  const clockedSteps = [
    { milliseconds: 10, inKernels: 9 },
    { milliseconds: 20, inKernels: 15 },
    { milliseconds: 10, inKernels: 5 },
  ];
  expect(of({ clockedSteps }, 1)).toEqual({ inPrograms: 9, outside: 0.25 });
});

test('times of a program are summed, whatever is in its name', () => {
  expect(sumPrograms('Add: 1.5, product 3,3: a→b, c: 2e-1, Add: 0.5, NaNProgram: 0')).toEqual([
    { name: 'Add', calls: 2, milliseconds: 2 },
    { name: 'product 3,3: a→b, c', calls: 1, milliseconds: 0.2 },
    { name: 'NaNProgram', calls: 1, milliseconds: 0 },
  ]);
  expect(sumPrograms('')).toEqual([]);
});

test('rounding is no disagreement, another gradient is', () => {
  const withNorm = (peer: string, loss: number, gradientNorm: number) =>
    entry(peer, [stepsRun([1], { fingerprint: { images: 2, loss, gradientNorm } })]);
  const ours = withNorm('ours-1', 3, 0.25);
  const found = (other: ReturnType<typeof withNorm>) => disagreements(resultOf([ours, other]));
  expect(found(withNorm('jax-js', 3.0001, 0.25001))).toEqual([]);
  expect(found(withNorm('jax-js', 3, 0.26))).toEqual([
    'tiny, jax-js at node-wasm: gradientNorm is 0.26, that of ours-1 at node-wasm is 0.25',
  ]);
  expect(found(withNorm('stock', NaN, 0.25))).toHaveLength(1);
  expect(found({ ...withNorm('stock', 9, 9), scenario: 'quarter' })).toEqual([]);
});

test('only a failure of ours is a failure', () => {
  const cannot = 'no kernel';
  expect(oursFailed(resultOf([entry('ours', []), entry('stock', [], { cannot })]))).toBe(false);
  expect(oursFailed(resultOf([entry('ours-1', [], { measure: 'layers', cannot })]))).toBe(true);
});

test('the peak is that of the GPU in the name, in GFLOP/s', () => {
  expect(peakGflops('NVIDIA H100 80GB HBM3')).toBe(66_900);
  expect(peakGflops('NVIDIA H100 PCIe')).toBe(51_200);
  expect(peakGflops('NVIDIA L4')).toBe(30_300);
  expect(peakGflops('NVIDIA L40S')).toBe(91_600);
  expect(peakGflops('llvmpipe')).toBeUndefined();
});

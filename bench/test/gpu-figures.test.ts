import { expect, test } from 'vitest';
import { sumUp } from '../src/gpu/measuring/time-programs';
import { gpuDisagreements } from '../src/gpu/result/gpu-disagreements';
import { oursFailed } from '../src/gpu/result/ours-failed';
import { gpuStepFigures } from '../src/gpu/result/gpu-step-figures';
import { peakGflops } from '../src/gpu/result/peak';
import { gpuResult, gpuRun, gpuSteps } from './gpu-result';

test('the times of a program are summed up, whatever is in its name', () => {
  expect(sumUp('Add: 1.5, product 3,3: a→b, c: 2e-1, Add: 0.5, NaNProgram: 0')).toEqual([
    { name: 'Add', dispatches: 2, milliseconds: 2 },
    { name: 'product 3,3: a→b, c', dispatches: 1, milliseconds: 0.2 },
    { name: 'NaNProgram', dispatches: 1, milliseconds: 0 },
  ]);
  expect(sumUp('')).toEqual([]);
});

test('the peak is that of the GPU in the name, in GFLOP/s', () => {
  expect(peakGflops('NVIDIA H100 80GB HBM3')).toBe(66_900);
  expect(peakGflops('NVIDIA H100 PCIe')).toBe(51_200);
  expect(peakGflops('NVIDIA L4')).toBe(30_300);
  expect(peakGflops('NVIDIA L40S')).toBe(91_600);
  expect(peakGflops('llvmpipe')).toBeUndefined();
});

test('another gradient than the first one is told', () => {
  const withNorm = (peer: 'ours' | 'stock', gradientNorm: number) => ({
    ...gpuSteps(peer, []),
    fingerprint: { images: 2, loss: 3, gradientNorm },
  });
  expect(gpuDisagreements([withNorm('ours', 0.25), withNorm('stock', 0.25001)])).toEqual([]);
  expect(gpuDisagreements([withNorm('ours', 0.25), withNorm('stock', NaN)])).toEqual([
    'tiny, stock in node-webgpu: gradientNorm is NaN, that of ours in node-webgpu is 0.25',
  ]);
});

test('the time on the GPU is told only if nearly all dispatches have one', () => {
  // Four dispatches of the two programs.
  const figuresOf = (dispatches: number) =>
    gpuStepFigures({ ...gpuSteps('ours', [gpuRun([10])]), dispatches }, 8e6);
  expect(figuresOf(5).onGpu).toBe(8);
  expect(figuresOf(6).onGpu).toBeUndefined();
});

test('only what ours cannot do is a failure', () => {
  const result = gpuResult();
  expect(oursFailed(result)).toBe(false);
  result.steps[1].cannot = 'no kernel';
  expect(oursFailed(result)).toBe(false);
  result.layers[0].cannot = 'no kernel';
  expect(oursFailed(result)).toBe(true);
});

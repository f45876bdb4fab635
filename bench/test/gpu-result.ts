import type { GpuStepTimes } from '../src/gpu/measuring/gpu-measurement';
import type { GpuResult, GpuStepsResult } from '../src/gpu/result/gpu-result';
import { compareWithStock, gpuStepFigures } from '../src/gpu/result/gpu-step-figures';

/** A run whose first step took a second. */
export function gpuRun(milliseconds: number[]): GpuStepTimes {
  return { startMilliseconds: 500, firstMilliseconds: 1000, milliseconds, losses: [2.5, 2] };
}

const pace = { warmUp: 1, atLeast: 1, atMost: 1, seconds: 0 };

/** Steps of 8 images, 8 · 10⁶ multiply-accumulates. */
export function gpuSteps(peer: 'ours' | 'stock', runs: GpuStepTimes[]): GpuStepsResult {
  const programs = [
    { name: 'product a|b', dispatches: 3, milliseconds: 6 },
    { name: 'sum', dispatches: 1, milliseconds: 2 },
  ];
  const result: GpuStepsResult = {
    network: 'tiny',
    place: 'node-webgpu',
    peer,
    batchSize: 8,
    pace,
    runs,
    dispatches: 4,
    programs,
  };
  return runs.length > 0 ? { ...result, figures: gpuStepFigures(result, 8e6) } : result;
}

/** A small result: ours and stock in Node, and Chromium that could not start. */
export function gpuResult(): GpuResult {
  const layer = {
    layers: ['a'],
    input: [32, 32, 3],
    filter: [5, 5, 3, 32],
    stride: 1,
    macs: 1e6,
    inputGradient: [],
  };
  const burst = { ...pace, runs: 1 };
  return {
    version: 1,
    kind: 'gpu',
    set: 'gpu-tiny',
    startedAt: '2026-11-24T06:00:00.000Z',
    endedAt: '2026-11-24T06:01:00.000Z',
    machine: { cpu: 'Abacus', cores: 2, memoryBytes: 2 ** 33, os: 'Linux 6 x64', loadBefore: 0.04 },
    versions: {
      node: 'v20.19.0',
      v8: '11.3',
      packages: { '@tensorflow/tfjs-core': '4.22.0', webgpu: '0.6.2' },
      commit: '0123456789abcdef',
      changed: false,
    },
    rounds: 2,
    places: [
      { place: 'node-webgpu', device: { name: 'NVIDIA T4', software: false }, peakGflops: 8 },
      { place: 'chromium-webgpu', cannot: 'no browser\nat all' },
    ],
    networks: [{ name: 'tiny', title: 'tinySpec', params: 10, macs: 5e5, trainingMacs: 1e6 }],
    steps: compareWithStock([
      gpuSteps('ours', [gpuRun([9, 10, 11]), gpuRun([20])]),
      gpuSteps('stock', [gpuRun([30]), gpuRun([40])]),
    ]),
    products: [],
    layers: [
      {
        network: 'tiny',
        place: 'node-webgpu',
        peer: 'ours',
        batchSize: 8,
        pace: burst,
        layers: [{ ...layer, forward: [2], filterGradient: [4] }],
      },
      {
        network: 'tiny',
        place: 'node-webgpu',
        peer: 'stock',
        batchSize: 8,
        pace: burst,
        layers: [{ ...layer, forward: [3], filterGradient: [40] }],
      },
    ],
    disagreements: [],
  };
}

import type { Device, Entry, Result, Run } from '../src/result/result';

const cpu: Device = { name: 'Abacus', software: false, threads: 1 };

/** A run of steps in which a product of two 100×100 matrices takes 2 ms: 2 · 10⁶ operations, 1 GFLOP/s. */
export function stepsRun(milliseconds: number[], rest: Partial<Run> = {}): Run {
  const products = [{ size: 100, milliseconds: [2, 2] }];
  return { device: cpu, milliseconds, losses: [2.5, 2, 1.5], products, peakMemoryBytes: 1e8, ...rest };
}

/** An entry of the scenario `tiny`, 8 images per step. */
export function entry(peer: string, runs: Run[], rest: Partial<Entry> = {}): Entry {
  return { measure: 'steps', scenario: 'tiny', place: 'node-wasm', peer, batchSize: 8, runs, ...rest };
}

/** A result of `tiny`, whose training step has 10⁶ multiply-accumulates per image. */
export function resultOf(entries: Entry[], rest: Partial<Result> = {}): Result {
  return {
    version: 2,
    set: 'tiny',
    startedAt: '2026-11-24T06:00:00.000Z',
    endedAt: '2026-11-24T06:01:00.000Z',
    machine: { cpu: 'Abacus', cores: 2, memoryBytes: 2 ** 33, os: 'Linux 6 x64', loadBefore: 0.04 },
    versions: {
      node: 'v20.19.0',
      v8: '11.3',
      packages: { '@tensorflow/tfjs-core': '4.22.0', '@tensorflow/tfjs-layers': '4.22.0', webgpu: '0.6.2' },
      commit: '0123456789abcdef',
      changed: true,
    },
    rounds: 1,
    places: [{ place: 'node-wasm', device: cpu }],
    scenarios: [{ name: 'tiny', title: 'tinySpec', params: 10, macs: 5e5, trainingMacs: 1e6 }],
    entries,
    ...rest,
  };
}

/** A GPU whose peak is known: 8,100 GFLOP/s. */
export const gpu: Device = { name: 'NVIDIA T4', software: false, threads: 1 };

/** Ours and stock on a GPU with the anatomy of a step: 4 dispatches, 8 ms of them in two programs. */
export function gpuResult(): Result {
  const run = (milliseconds: number[]): Run => ({
    device: gpu,
    startMilliseconds: 500,
    firstMilliseconds: 1000,
    milliseconds,
    losses: [2.5, 2],
  });
  const programs = [
    { name: 'product a|b', calls: 3, milliseconds: 6 },
    { name: 'sum', calls: 1, milliseconds: 2 },
  ];
  const layer = { layers: ['a'], input: [32, 32, 3], filter: [5, 5, 3, 32], stride: 1, macs: 1e6 };
  const times = (forward: number, filterGradient: number): Run => ({
    device: gpu,
    layers: [{ ...layer, forward: [forward], inputGradient: [], filterGradient: [filterGradient] }],
  });
  const at = { place: 'node-webgpu' } as const;
  return resultOf(
    [
      entry('ours', [run([9, 10, 11]), run([20])], at),
      entry('stock', [run([30]), run([40])], at),
      entry('ours', [{ device: gpu, dispatches: 4, programs }], { ...at, measure: 'anatomy' }),
      entry('ours', [times(2, 4)], { ...at, measure: 'layers' }),
      entry('stock', [times(3, 40)], { ...at, measure: 'layers' }),
    ],
    {
      places: [
        { place: 'node-webgpu', device: gpu },
        { place: 'page-webgpu', cannot: 'no browser\nat all' },
      ],
    },
  );
}

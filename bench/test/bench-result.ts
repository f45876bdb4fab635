import type { BenchResult } from '../src/result/bench-result';
import { stepFigures } from '../src/result/step-figures';
import { stepTimes } from './step-times';

/** A small result: one network, ours with one and two threads, stock wasm that cannot, stock cpu that was not tried. */
export function benchResult(): BenchResult {
  const one = [stepTimes([19, 20, 21])];
  const two = [stepTimes([10], { threads: 2 })];
  return {
    version: 1,
    set: 'tiny',
    startedAt: '2026-11-24T06:00:00.000Z',
    endedAt: '2026-11-24T06:01:00.000Z',
    machine: { cpu: 'Abacus', cores: 2, memoryBytes: 2 ** 33, os: 'Linux 6 x64', loadBefore: 0.04 },
    versions: {
      node: 'v20.19.0',
      v8: '11.3',
      packages: { '@tensorflow/tfjs-core': '4.22.0', '@jax-js/jax': '0.1.25' },
      commit: '0123456789abcdef',
      changed: true,
    },
    rounds: 1,
    networks: [{ name: 'tiny', title: 'tinySpec', params: 10, macs: 5e5, trainingMacs: 1e6 }],
    // 8 images, 8 · 10⁶ multiply-accumulates a step.
    steps: [
      { network: 'tiny', peer: 'ours-1', batchSize: 8, runs: one, figures: stepFigures(one, 8, 8e6) },
      { network: 'tiny', peer: 'ours-N', batchSize: 8, runs: two, figures: stepFigures(two, 8, 8e6) },
      { network: 'tiny', peer: 'stock-wasm', batchSize: 2, runs: [], cannot: 'no such kernel\nmore' },
      { network: 'tiny', peer: 'stock-cpu', batchSize: 2, runs: [], skipped: 'too long' },
    ],
    threads: [{ network: 'tiny', ratio: { median: 2, min: 1.9, max: 2.1 } }],
    details: [],
    disagreements: [],
  };
}

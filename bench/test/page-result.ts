import type { StepsSample, TrainingRun } from '../src/page/measuring/training-measurement';
import type { PagePeer } from '../src/page/plan/page-backends';
import { trainingSettings } from '../src/page/plan/training-settings';
import type { PageResult, TrainingResult } from '../src/page/result/page-result';
import { compareWithStock, trainingFigures } from '../src/page/result/training-figures';

/** A run of samples [images, milliseconds]. */
export function trainingRun(...samples: [images: number, milliseconds: number][]): TrainingRun {
  return {
    device: { name: 'Abacus', software: false },
    threads: 2,
    startMilliseconds: 500,
    compileMilliseconds: 0.1,
    firstMilliseconds: 2000,
    samples: samples.map(([images, milliseconds]): StepsSample => ({ images, milliseconds })),
    loss: 2.3,
  };
}

/** Trainings of tiny on wasm. */
export function trainingResult(peer: PagePeer, batchSize: number, runs: TrainingRun[]): TrainingResult {
  const pace = { warmUp: 0, atLeast: 1, atMost: 1, seconds: 0 };
  const figures = trainingFigures(runs);
  return { network: 'tiny', backend: 'wasm', peer, batchSize, images: 1280, pace, runs, figures };
}

/** Ours on wasm beside stock wasm, which cannot, and stock cpu; and a webgpu that is not there. */
export function pageResult(): PageResult {
  return {
    version: 1,
    kind: 'page',
    set: 'page-tiny',
    startedAt: '2026-11-24T06:00:00.000Z',
    endedAt: '2026-11-24T06:01:00.000Z',
    machine: { cpu: 'Abacus', cores: 2, memoryBytes: 2 ** 33, os: 'Linux 6 x64', loadBefore: 0.04 },
    userAgent: 'Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/147.0.1.0 Safari/537.36',
    versions: {
      node: 'v20.19.0',
      v8: '11.3',
      packages: { '@tensorflow/tfjs-core': '4.22.0' },
      commit: '0123456789abcdef',
      changed: true,
    },
    rounds: 2,
    settings: trainingSettings,
    backends: [{ backend: 'webgpu', cannot: 'no adapter\nat all' }],
    networks: [{ name: 'tiny', title: 'tinySpec', params: 10, macs: 5e5, trainingMacs: 1e6 }],
    trainings: compareWithStock([
      // 1, 2 and 3 ms an image in the first round, 4 in the second.
      trainingResult('ours', 64, [trainingRun([64, 64], [128, 256], [64, 192]), trainingRun([64, 256])]),
      { ...trainingResult('stock', 32, []), cannot: 'no gradient' },
      // 300 ms an image, then 800.
      trainingResult('stock-cpu', 2, [trainingRun([2, 600]), trainingRun([2, 1600])]),
    ]),
  };
}

import { expect, test } from 'vitest';
import { defaultNetworks, makeGpuPlan } from '../src/gpu/plan/make-gpu-plan';
import { placeNames } from '../src/gpu/plan/places';

test('each round goes through all networks, places and peers', () => {
  const { rounds, jobs } = makeGpuPlan({
    places: ['node-webgpu', 'chromium-webgl'],
    networks: ['tiny', 'lecture'],
    quick: false,
    software: false,
  });
  const steps = jobs.flatMap((job) => (job.kind === 'steps' ? [job] : []));
  const roundOf = (round: number) =>
    steps
      .filter((job) => job.round === round)
      .map(({ network, place, peer }) => `${network} ${place} ${peer}`);
  expect(rounds).toBe(3);
  expect(roundOf(0)).toEqual([
    ...[
      'tiny node-webgpu ours',
      'tiny node-webgpu stock',
      'tiny chromium-webgl ours',
      'tiny chromium-webgl stock',
    ],
    ...[
      'lecture node-webgpu ours',
      'lecture node-webgpu stock',
      'lecture chromium-webgl ours',
      'lecture chromium-webgl stock',
    ],
  ]);
  expect(roundOf(2)).toEqual(roundOf(0));
  expect(steps.map((job) => job.batchSize)).toEqual(new Array(24).fill(128));
});

test('all peers take the same batches', () => {
  for (const software of [true, false]) {
    const networks = defaultNetworks(software, false);
    const { jobs } = makeGpuPlan({ places: placeNames, networks, quick: false, software });
    for (const network of networks) {
      const sizes = jobs.flatMap((job) =>
        job.kind === 'steps' && job.network === network ? [job.batchSize] : [],
      );
      expect(new Set(sizes).size).toBe(1);
    }
  }
});

test('a GPU in software gets small networks and batches', () => {
  expect(defaultNetworks(true, false)).toEqual(['tiny', 'quarter']);
  expect(defaultNetworks(false, false)).toEqual(['tiny', 'quarter', 'modern', 'paper', 'lecture']);
  const { jobs } = makeGpuPlan({
    places: ['node-webgpu'],
    networks: ['quarter'],
    quick: true,
    software: true,
  });
  expect(jobs.map((job) => job.kind)).toEqual([
    'products',
    'products',
    'steps',
    'steps',
    'anatomy',
    'anatomy',
  ]);
});

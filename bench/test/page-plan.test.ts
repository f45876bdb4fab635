import { expect, test } from 'vitest';
import { makePagePlan } from '../src/page/plan/make-page-plan';

const inSoftware = [
  { backend: 'webgpu', software: true },
  { backend: 'wasm', software: false },
] as const;

const titles = (round: number, jobs: ReturnType<typeof makePagePlan>['jobs']) =>
  jobs
    .filter((job) => job.round === round)
    .map(({ network, backend, peer }) => `${network} ${backend} ${peer}`);

test('rounds alternate who comes first, and try only once what cannot be done', () => {
  const { rounds, jobs } = makePagePlan({ backends: inSoftware, networks: ['tiny'], quick: false });
  expect(rounds).toBe(3);
  expect(titles(0, jobs)).toEqual([
    'tiny webgpu ours',
    'tiny webgpu stock',
    'tiny wasm ours',
    'tiny wasm stock',
    'tiny wasm stock-cpu',
  ]);
  expect(titles(1, jobs)).toEqual([
    'tiny webgpu stock',
    'tiny webgpu ours',
    'tiny wasm stock-cpu',
    'tiny wasm ours',
  ]);
  expect(titles(2, jobs)).toEqual([
    'tiny webgpu ours',
    'tiny webgpu stock',
    'tiny wasm ours',
    'tiny wasm stock-cpu',
  ]);
});

test('a quick run has one round of all networks', () => {
  const { rounds, jobs } = makePagePlan({
    backends: [inSoftware[0]],
    networks: ['tiny', 'quarter'],
    quick: true,
  });
  expect(rounds).toBe(1);
  expect(titles(0, jobs)).toEqual([
    'tiny webgpu ours',
    'tiny webgpu stock',
    'quarter webgpu ours',
    'quarter webgpu stock',
  ]);
});

test('both peers on a GPU take the same batch, a small one in software', () => {
  for (const [software, size] of [
    [true, 16],
    [false, 128],
  ] as const) {
    const backends = [{ backend: 'webgl', software }] as const;
    const { jobs } = makePagePlan({ backends, networks: ['tiny'], quick: true });
    expect(jobs.map(({ batchSize }) => batchSize)).toEqual([size, size]);
  }
});

test('no epoch ends with a smaller batch or before the warm-up does', () => {
  for (const software of [true, false]) {
    for (const quick of [true, false]) {
      const backends = (['webgpu', 'webgl', 'wasm'] as const).map((backend) => ({ backend, software }));
      for (const job of makePagePlan({ backends, networks: ['tiny', 'quarter'], quick }).jobs) {
        expect(job.images % job.batchSize).toBe(0);
        expect(job.images / job.batchSize).toBeGreaterThan(job.pace.warmUp + job.pace.atLeast);
      }
    }
  }
});

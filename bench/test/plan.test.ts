import { lectureSpec, modernSpec } from '@nin/blocks';
import { expect, test } from 'vitest';
import { makePlan, type PlanOptions } from '../src/plan';
import { placeNames } from '../src/places';
import { scenarioFacts, scenarios } from '../src/scenarios';

const hardware = placeNames.map((place) => ({ place, software: false }));
const software = placeNames.map((place) => ({ place, software: place.includes('webg') }));
const [node] = hardware;
const steps: PlanOptions = { measures: ['steps'], quick: false, cores: 2 };

const titles = (plan: ReturnType<typeof makePlan>, round: number) =>
  plan.jobs
    .filter((job) => job.round === round)
    .map(({ scenario, place, peer }) => `${scenario.name} ${place} ${peer}`);

test('a step computes each convolution three times, but the first one twice', () => {
  const of = (network: typeof lectureSpec) =>
    scenarioFacts({ ...scenarios[0], experiment: { ...scenarios[0].experiment, network } }).trainingMacs;
  // 325,299,552 forward, of which block1/conv has 11 · 11 · 384 · 7 · 7 · 3 = 6,830,208.
  expect(of(lectureSpec)).toBe(3 * 325_299_552 - 6_830_208);
  // 222,486,528 forward, of which block1/conv has 32 · 32 · 192 · 5 · 5 · 3 = 14,745,600.
  expect(of(modernSpec)).toBe(3 * 222_486_528 - 14_745_600);
});

test('each round goes through all scenarios and peers, every other one backward through the peers', () => {
  const plan = makePlan([node], { ...steps, scenarios: ['quarter', 'lecture'] });
  expect(plan.rounds).toBe(3);
  expect(titles(plan, 0)).toEqual([
    ...['ours-1', 'ours', 'stock', 'stock-cpu', 'jax-js'].map((peer) => `quarter node-wasm ${peer}`),
    ...['ours-1', 'ours', 'stock'].map((peer) => `lecture node-wasm ${peer}`),
  ]);
  // Stock wasm fails each time, so it is tried once.
  expect(titles(plan, 1)).toEqual([
    ...['jax-js', 'stock-cpu', 'ours', 'ours-1'].map((peer) => `quarter node-wasm ${peer}`),
    ...['ours', 'ours-1'].map((peer) => `lecture node-wasm ${peer}`),
  ]);
  expect(titles(plan, 2)).toEqual(titles(plan, 0).filter((title) => !title.endsWith('stock')));
});

test('steps that take minutes are skipped with a reason', () => {
  const { skipped } = makePlan([node], steps);
  expect(skipped.map(({ scenario, peer }) => `${scenario.name} ${peer}`)).toEqual([
    'modern stock-cpu',
    'paper stock-cpu',
    'lecture stock-cpu',
  ]);
  // 2 · 969,068,448 at 25 million per second.
  expect(skipped[2].reason).toBe('a step of 2 images would take about 78 s; the limit is 20 s');
});

test('small networks warm up for ten steps, large ones for two', () => {
  const { jobs } = makePlan([node], steps);
  const ours = jobs.filter(({ peer, round }) => peer === 'ours' && round === 0);
  expect(ours.map(({ pace }) => pace.warmUp)).toEqual([10, 10, 2, 2, 2]);
});

test('with one core, threads are not compared', () => {
  const { jobs } = makePlan([node], { ...steps, cores: 1 });
  expect(jobs.some(({ peer }) => peer === 'ours-1')).toBe(false);
});

test('both peers on a GPU take the same batch, and no timed step compiles after another job did', () => {
  for (const places of [hardware, software]) {
    const { jobs } = makePlan(places, { ...steps, measures: ['steps', 'training', 'anatomy'] });
    for (const job of jobs.filter(({ place }) => place.includes('webg'))) {
      const other = jobs.find(
        ({ scenario, place, measure, peer }) =>
          scenario === job.scenario && place === job.place && measure === job.measure && peer !== job.peer,
      );
      expect(other?.batchSize).toBe(job.batchSize);
      if (job.measure !== 'anatomy') expect(job).toMatchObject({ fingerprint: false, products: [] });
      else expect(job.fingerprint).toBe(true);
    }
  }
});

test('a GPU in software gets small networks; all others get all', () => {
  const names = (place: string, places: typeof hardware) =>
    makePlan(places, steps).jobs.flatMap((job) =>
      job.place === place && job.round === 0 && job.peer === 'ours' ? [job.scenario.name] : [],
    );
  expect(names('page-webgl', software)).toEqual(['tiny', 'quarter']);
  expect(names('page-webgl', hardware)).toEqual(['tiny', 'quarter', 'modern', 'paper', 'lecture']);
});

test('anatomy and layers come once, after the rounds; those of a processor only for ours', () => {
  const measures = ['steps', 'anatomy', 'layers'] as const;
  const plan = makePlan(software.slice(0, 2), { ...steps, measures, scenarios: ['quarter'], quick: true });
  expect(plan.rounds).toBe(1);
  expect(plan.jobs.slice(7).map(({ measure, place, peer }) => `${measure} ${place} ${peer}`)).toEqual([
    'anatomy node-wasm ours',
    'anatomy node-webgpu ours',
    'anatomy node-webgpu stock',
    'layers node-wasm ours',
    'layers node-webgpu ours',
    'layers node-webgpu stock',
  ]);
});

test('no epoch ends with a smaller batch or before the warm-up does', () => {
  for (const places of [hardware, software]) {
    for (const quick of [true, false]) {
      for (const job of makePlan(places, { ...steps, measures: ['training'], quick }).jobs) {
        expect(job.epochImages % job.batchSize).toBe(0);
        expect(job.epochImages / job.batchSize).toBeGreaterThan(job.pace.warmUp + job.pace.atLeast);
      }
    }
  }
});

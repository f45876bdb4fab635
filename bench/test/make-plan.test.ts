import { lectureSpec, modernSpec } from '@nin/blocks';
import { expect, test } from 'vitest';
import { makePlan } from '../src/plan/make-plan';
import { networkNames } from '../src/plan/networks';
import { trainingMacs } from '../src/plan/training-macs';

const everything = { networks: networkNames, quick: false, cores: 2 };

test('a step computes each convolution three times, but the first one twice', () => {
  // 325,299,552 forward, of which block1/conv has 11 · 11 · 384 · 7 · 7 · 3 = 6,830,208.
  expect(trainingMacs(lectureSpec)).toBe(3 * 325_299_552 - 6_830_208);
  // 222,486,528 forward, of which block1/conv has 32 · 32 · 192 · 5 · 5 · 3 = 14,745,600.
  expect(trainingMacs(modernSpec)).toBe(3 * 222_486_528 - 14_745_600);
});

test('each round goes through all peers of all networks', () => {
  const { rounds, jobs } = makePlan(everything);
  const roundOf = (round: number) =>
    jobs.flatMap((job) =>
      job.kind === 'steps' && job.round === round && job.peer !== 'stock-wasm'
        ? [`${job.network} ${job.peer}`]
        : [],
    );
  expect(rounds).toBe(3);
  expect(roundOf(0)).toEqual([
    ...['tiny ours-1', 'tiny ours-N', 'tiny stock-cpu'],
    ...['quarter ours-1', 'quarter ours-N', 'quarter stock-cpu', 'quarter jax-js'],
    ...['modern ours-1', 'modern ours-N', 'paper ours-1', 'paper ours-N', 'lecture ours-1', 'lecture ours-N'],
  ]);
  expect(roundOf(1)).toEqual(roundOf(0));
  expect(roundOf(2)).toEqual(roundOf(0));
});

test('what takes minutes is skipped, and says so', () => {
  const { skipped } = makePlan(everything);
  expect(skipped.map(({ network, peer }) => `${network} ${peer}`)).toEqual([
    'modern stock-cpu',
    'paper stock-cpu',
    'lecture stock-cpu',
  ]);
  // 2 · 969,068,448 at 25 million a second.
  expect(skipped[2].reason).toBe('a step of 2 images would take about 78 s; the limit here is 20 s');
});

test('small networks warm up for ten steps, large ones for two', () => {
  const warmUps = makePlan(everything).jobs.flatMap((job) =>
    job.kind === 'steps' && job.peer === 'ours-N' && job.round === 0 ? [job.pace.warmUp] : [],
  );
  expect(warmUps).toEqual([10, 10, 2, 2, 2]);
});

test('with one core there is nothing to compare threads with', () => {
  const { jobs } = makePlan({ ...everything, cores: 1 });
  expect(jobs.some((job) => job.kind === 'steps' && job.peer === 'ours-N')).toBe(false);
});

test('quick is one round', () => {
  const { rounds, jobs } = makePlan({ ...everything, networks: ['tiny'], quick: true });
  expect(rounds).toBe(1);
  expect(jobs.map((job) => (job.kind === 'steps' ? job.peer : job.kind))).toEqual([
    'ours-1',
    'ours-N',
    'stock-wasm',
    'stock-cpu',
    'details',
  ]);
});

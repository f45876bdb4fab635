import { expect, test } from 'vitest';
import { takeSamples } from '../src/measure/take-samples';

test('warm-up runs, but gives no sample', async () => {
  let runs = 0;
  const samples = await takeSamples(() => ++runs, { warmUp: 4, atLeast: 3, atMost: 9, seconds: 0 });
  expect(runs).toBe(7);
  expect(samples).toHaveLength(3);
  expect(samples.every((sample) => sample >= 0)).toBe(true);
});

test('with time left, the maximum number of samples is taken', async () => {
  expect(await takeSamples(() => {}, { warmUp: 0, atLeast: 1, atMost: 5, seconds: 600 })).toHaveLength(5);
});

test('runs do not overlap', async () => {
  let running = 0;
  const run = async () => {
    expect(++running).toBe(1);
    await Promise.resolve();
    running--;
  };
  await takeSamples(run, { warmUp: 2, atLeast: 2, atMost: 2, seconds: 0 });
});

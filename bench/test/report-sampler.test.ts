import { expect, test } from 'vitest';
import { reportSampler } from '../src/measure/report-sampler';

/** A report of batches of 10 images, with a different loss each. */
const report = (epoch: number, step: number) => ({ epoch, step, images: 10 * step, loss: 3 - step / 10 });

test('samples lie between reports after the first step and the warm-up', () => {
  const sampler = reportSampler({ warmUp: 2, atLeast: 1, atMost: 2, seconds: 60 }, 1000);
  expect(sampler.add(report(1, 1), 1500)).toBe(false);
  expect(sampler.add(report(1, 2), 1600)).toBe(false);
  // Three steps: the first and two of the warm-up.
  expect(sampler.add(report(1, 3), 1700)).toBe(false);
  expect(sampler.add(report(1, 4), 1750)).toBe(false);
  expect(sampler.add(report(1, 7), 1900)).toBe(true);
  expect(sampler.taken()).toEqual({
    firstMilliseconds: 500,
    milliseconds: [50, 150],
    images: [10, 30],
    losses: [3 - 0.7],
  });
});

test('sampling ends when the seconds are over and the minimum is reached', () => {
  const pace = { warmUp: 0, atLeast: 2, atMost: 100, seconds: 1 };
  const sampler = reportSampler(pace, 0);
  // The seconds begin here.
  expect(sampler.add(report(1, 1), 5000)).toBe(false);
  expect(sampler.add(report(1, 2), 6500)).toBe(false);
  expect(sampler.add(report(1, 3), 6600)).toBe(true);

  const fast = reportSampler(pace, 0);
  const enough = [0, 300, 600, 900, 1100].map((time, i) => fast.add(report(1, i + 1), time));
  expect(enough).toEqual([false, false, false, false, true]);
});

test('the time between two epochs, such as their evaluation, is in no sample', () => {
  const sampler = reportSampler({ warmUp: 0, atLeast: 3, atMost: 3, seconds: 0 }, 0);
  sampler.add(report(1, 1), 100);
  sampler.add(report(1, 2), 200);
  // The last step of an epoch, reported again.
  sampler.add(report(1, 2), 250);
  sampler.add(report(2, 1), 900);
  sampler.add(report(2, 3), 1100);
  expect(sampler.taken()).toMatchObject({ milliseconds: [100, 200], images: [10, 20] });
});

test('a training that reports nothing has no samples', () => {
  const sampler = reportSampler({ warmUp: 0, atLeast: 1, atMost: 1, seconds: 0 }, 0);
  expect(() => sampler.taken()).toThrow('the training reported nothing');
});

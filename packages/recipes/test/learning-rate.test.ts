import { expect, test } from 'vitest';
import { learningRateSchedule } from '../src/learning-rate';

test('one-cycle rises to the rate and falls, an update a step', () => {
  const settings = { schedule: 'one-cycle', learningRate: 0.25, epochs: 2 } as const;
  const { schedule, unit } = learningRateSchedule(settings, 10);
  expect(unit).toBe('step');
  // 2 × 10 updates, of which round(0.3 × 20) = 6 go up from 0.25 / 25 = 0.01 to 0.25. The end is 0.01 / 10 000.
  expect(schedule(0)).toBeCloseTo(0.01, 12);
  // Half the way up: (0.01 + 0.25) / 2.
  expect(schedule(3)).toBeCloseTo(0.13, 12);
  expect(schedule(6)).toBeCloseTo(0.25, 12);
  // Half the way down: (0.25 + 1e-6) / 2.
  expect(schedule(13)).toBeCloseTo(0.1250005, 12);
  expect(schedule(20)).toBeCloseTo(1e-6, 12);
});

test('one-cycle has a way down where there is a single update', () => {
  const settings = { schedule: 'one-cycle', learningRate: 0.25, epochs: 1 } as const;
  const { schedule } = learningRateSchedule(settings, 1);
  // Two steps, of which round(0.6) = 1 goes up.
  expect(schedule(0)).toBeCloseTo(0.01, 12);
  expect(schedule(1)).toBe(0.25);
  expect(schedule(2)).toBeCloseTo(1e-6, 12);
});

test('cosine falls from the rate to 0, an epoch a step', () => {
  const settings = { schedule: 'cosine', learningRate: 0.4, epochs: 4 } as const;
  const { schedule, unit } = learningRateSchedule(settings, 100);
  expect(unit).toBe('epoch');
  // 0.4 × (1 + cos(π epoch / 4)) / 2, and cos(π / 4) = 0.70710678…
  const rates = [0, 1, 2, 3, 4].map(schedule);
  for (const [epoch, rate] of [0.4, 0.341421356, 0.2, 0.058578644, 0].entries()) {
    expect(rates[epoch]).toBeCloseTo(rate, 8);
  }
});

test('lecture is the cosine divided by 1.8 instead of 2', () => {
  const settings = { schedule: 'lecture', learningRate: 0.9, epochs: 4 } as const;
  const { schedule, unit } = learningRateSchedule(settings, 100);
  expect(unit).toBe('epoch');
  // 0.9 × (1 + 1) / 1.8 = 1, 0.9 × (1 + 0) / 1.8 = 0.5, 0.9 × (1 − 1) / 1.8 = 0.
  expect(schedule(0)).toBeCloseTo(1, 12);
  expect(schedule(2)).toBeCloseTo(0.5, 12);
  expect(schedule(4)).toBeCloseTo(0, 12);
});

test('steps takes a fifth after 30, 60 and 80 % of the epochs', () => {
  const settings = { schedule: 'steps', learningRate: 125, epochs: 200 } as const;
  const { schedule, unit } = learningRateSchedule(settings, 100);
  expect(unit).toBe('epoch');
  const rates = [0, 59, 60, 119, 120, 159, 160, 199].map(schedule);
  for (const [place, rate] of [125, 125, 25, 25, 5, 5, 1, 1].entries()) {
    expect(rates[place]).toBeCloseTo(rate, 10);
  }
});

test('steps leaves out a fall that would come before the first epoch', () => {
  const settings = { schedule: 'steps', learningRate: 5, epochs: 1 } as const;
  const { schedule } = learningRateSchedule(settings, 100);
  // round(0.3) = 0 is left out; round(0.6) = round(0.8) = 1 is after the only epoch.
  expect(schedule(0)).toBe(5);
});

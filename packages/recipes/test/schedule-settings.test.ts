import { tinySpec } from '@nin/blocks';
import { describe, expect, test } from 'vitest';
import { parseExperiment } from '../src/experiment/experiment';
import { learningRateSchedule } from '../src/experiment/schedule-settings';

/** The rates of some steps of a schedule with a base rate. */
function rates(
  schedule: object,
  learningRate: number,
  epochs: number,
  steps: readonly number[],
  stepsPerEpoch = 100,
) {
  const optimizer = { kind: 'sgd', learningRate };
  const built = learningRateSchedule(
    parseExperiment({ network: tinySpec, optimizer, schedule, epochs }),
    stepsPerEpoch,
  );
  return { unit: built.unit, rates: steps.map((step) => built.schedule(step)) };
}

function expectRates(found: { rates: number[] }, expected: readonly number[]) {
  expected.forEach((rate, i) => expect(found.rates[i]).toBeCloseTo(rate, 8));
  expect(found.rates).toHaveLength(expected.length);
}

describe('a schedule takes its base rate from the optimizer and its length from the training', () => {
  test('constant', () => {
    expectRates(rates({ kind: 'constant' }, 0.25, 4, [0, 3, 99]), [0.25, 0.25, 0.25]);
  });

  test('cosineAnnealing falls over all epochs', () => {
    const found = rates({ kind: 'cosineAnnealing' }, 0.4, 4, [0, 1, 2, 3, 4]);
    expect(found.unit).toBe('epoch');
    // 0.4 × (1 + cos(π epoch / 4)) / 2, and cos(π / 4) = 0.70710678…
    expectRates(found, [0.4, 0.341421356, 0.2, 0.058578644, 0]);
  });

  test("the lecture's divisor of 1.8", () => {
    // 0.9 × (1 + 1) / 1.8 = 1, 0.9 × (1 + 0) / 1.8 = 0.5, 0.9 × (1 − 1) / 1.8 = 0.
    expectRates(rates({ kind: 'cosineAnnealing', divisor: 1.8 }, 0.9, 4, [0, 2, 4]), [1, 0.5, 0]);
  });

  test('cosineRestarts begins again after its period', () => {
    const schedule = { kind: 'cosineRestarts', period: 2, periodFactor: 2, peakFactor: 0.5 };
    // Waves of 2 and 4 epochs: 0.4 and half of it at their beginnings, half of that in their middles.
    expectRates(rates(schedule, 0.4, 6, [0, 1, 2, 4]), [0.4, 0.2, 0.2, 0.1]);
  });

  test('stepDecay', () => {
    expectRates(
      rates({ kind: 'stepDecay', every: 2, factor: 0.5 }, 0.8, 6, [1, 2, 3, 4]),
      [0.8, 0.4, 0.4, 0.2],
    );
  });

  test('piecewise drops at fractions of the training: 60, 120 and 160 of 200 epochs', () => {
    const found = rates({ kind: 'piecewise' }, 125, 200, [0, 59, 60, 119, 120, 159, 160, 199]);
    expect(found.unit).toBe('epoch');
    expectRates(found, [125, 125, 25, 25, 5, 5, 1, 1]);
    // Of 2 epochs, 30 % and 60 % are both one epoch: none of the drops is lost.
    expectRates(rates({ kind: 'piecewise' }, 125, 2, [0, 1, 2]), [125, 5, 1]);
    // In a single epoch there is none to drop at.
    expectRates(rates({ kind: 'piecewise' }, 125, 1, [0]), [125]);
  });

  test('exponentialDecay reaches its factor at the end', () => {
    expectRates(rates({ kind: 'exponentialDecay', factor: 0.01 }, 1, 4, [0, 2, 4]), [1, 0.1, 0.01]);
  });

  test('polynomialDecay reaches its final rate at the end', () => {
    expectRates(rates({ kind: 'polynomialDecay', final: 0.2, power: 2 }, 1, 4, [0, 2, 4]), [1, 0.4, 0.2]);
  });

  test('oneCycle counts steps, and rises for 30 % of them', () => {
    // 2 × 10 steps, of which round(0.3 × 20) = 6 go up from 0.25 / 25 = 0.01 to 0.25. The end is 0.01 / 10 000.
    const found = rates({ kind: 'oneCycle' }, 0.25, 2, [0, 3, 6, 13, 20], 10);
    expect(found.unit).toBe('step');
    expectRates(found, [0.01, 0.13, 0.25, 0.1250005, 1e-6]);
    // A single update still has two steps, of which round(0.6) = 1 goes up.
    expectRates(rates({ kind: 'oneCycle' }, 0.25, 1, [0, 1, 2], 1), [0.01, 0.25, 1e-6]);
  });

  test('linearWarmup rises and stays', () => {
    expectRates(rates({ kind: 'linearWarmup', steps: 4 }, 0.4, 8, [0, 1, 4, 7]), [0, 0.1, 0.4, 0.4]);
  });
});

test('a warmup comes before the schedule, which then takes the rest of the training', () => {
  const schedule = { kind: 'cosineAnnealing', warmup: 2 };
  expectRates(rates(schedule, 0.4, 6, [0, 1, 2, 4, 6]), [0, 0.2, 0.4, 0.2, 0]);
  expect(() => rates({ ...schedule, warmup: 6 }, 0.4, 6, [])).toThrow(
    'schedule.warmup must be below the length of the training, 6 epochs, got 6',
  );
});

test('steps are counted where the unit is the step', () => {
  const found = rates({ kind: 'cosineAnnealing', unit: 'step' }, 0.4, 2, [0, 5, 10], 5);
  expect(found.unit).toBe('step');
  expectRates(found, [0.4, 0.2, 0]);
});

import type { StepReport } from '@nin/trainer';
import { expect, test } from 'vitest';
import { stepLog } from '../src/step-log';

function report(step: number): StepReport {
  const figures = { images: 0, seconds: 0, millisecondsPerStep: 0, imagesPerSecond: 0, loss: 0, accuracy: 0 };
  return { epoch: 1, epochs: 1, step, steps: undefined, learningRate: undefined, ...figures };
}

function stepsKept(count: number): number[] {
  const log = stepLog();
  for (let step = 0; step < count; step++) log.add(report(step));
  return log.reports().map(({ step }) => step);
}

test('keeps all of a short training', () => {
  expect(stepsKept(0)).toEqual([]);
  expect(stepsKept(400)).toEqual(Array.from({ length: 400 }, (_, step) => step));
});

test('keeps every second when there are more than 400', () => {
  // Report 401 makes it too many: 0, 2 … 400 are left.
  expect(stepsKept(401)).toEqual(Array.from({ length: 201 }, (_, place) => 2 * place));
});

test.each([402, 1000, 12_345])(
  'keeps some hundreds of %i, evenly spread from the first to the end',
  (count) => {
    const kept = stepsKept(count);
    expect(kept.length).toBeGreaterThan(200);
    expect(kept.length).toBeLessThanOrEqual(400);
    const apart = kept[1];
    expect(kept).toEqual(Array.from(kept.keys(), (place) => place * apart));
    expect(count - 1 - kept[kept.length - 1]).toBeLessThan(apart);
  },
);

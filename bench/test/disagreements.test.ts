import { expect, test } from 'vitest';
import { disagreements } from '../src/result/disagreements';
import { stepTimes } from './step-times';

const steps = (peer: 'ours-1' | 'jax-js', loss: number, gradientNorm: number) => ({
  network: 'quarter' as const,
  peer,
  batchSize: 8,
  runs: [stepTimes([1], { fingerprint: { images: 2, loss, gradientNorm } })],
});

test('rounding is no disagreement, another gradient is', () => {
  expect(disagreements([steps('ours-1', 3, 0.25), steps('jax-js', 3.0001, 0.25001)])).toEqual([]);
  expect(disagreements([steps('ours-1', 3, 0.25), steps('jax-js', 3, 0.26)])).toEqual([
    'quarter, jax-js: gradientNorm is 0.26, that of ours-1 is 0.25',
  ]);
});

test('what is no number agrees with nothing', () => {
  expect(disagreements([steps('ours-1', 3, 0.25), steps('jax-js', NaN, 0.25)])).toHaveLength(1);
});

test('without ours there is nothing to compare with', () => {
  expect(disagreements([steps('jax-js', 3, 0.25)])).toEqual([]);
});

import type { EpochReport } from '@nin/trainer';
import { expect, test } from 'vitest';
import { runCondition } from '../../src/compare/run-condition';

const epoch = { epoch: 1 } as EpochReport;
const running = { id: 'own', state: 'running', history: [epoch] } as const;
const idle = { id: undefined, phase: 'idle', busy: false } as const;

test('a record that has come to its end tells it itself', () => {
  const failed = { id: 'own', phase: 'failed', busy: false } as const;
  expect(runCondition({ ...running, state: 'finished' }, failed)).toBe('finished');
  expect(runCondition({ ...running, state: 'stopped' }, failed)).toBe('stopped');
});

test('only the training under way is running', () => {
  const under = { id: 'own', phase: 'training', busy: true } as const;
  expect(runCondition({ ...running, history: [] }, under)).toBe('running');
  expect(runCondition(running, { ...under, id: 'other' })).toBe('interrupted');
});

test('a failure is told of the run that failed, with and without epochs', () => {
  const failed = { id: 'own', phase: 'failed', busy: false } as const;
  expect(runCondition(running, failed)).toBe('failed');
  expect(runCondition({ ...running, history: [] }, failed)).toBe('failed');
  expect(runCondition(running, { ...failed, id: 'other' })).toBe('interrupted');
});

test('a run of an earlier visit that ended in its first epoch has nothing to go on from', () => {
  expect(runCondition({ ...running, history: [] }, idle)).toBe('fruitless');
});

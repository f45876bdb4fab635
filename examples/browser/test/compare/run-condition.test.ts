import { expect, test } from 'vitest';
import { runCondition } from '../../src/compare/run-figures';

const running = { id: 'own', state: 'running' } as const;
const idle = { id: undefined, phase: 'idle', busy: false } as const;

test('a record that has come to its end tells it itself', () => {
  const failed = { id: 'own', phase: 'failed', busy: false } as const;
  expect(runCondition({ ...running, state: 'finished' }, true, failed)).toBe('finished');
  expect(runCondition({ ...running, state: 'stopped' }, true, failed)).toBe('stopped');
});

test('only the training under way is running', () => {
  const under = { id: 'own', phase: 'training', busy: true } as const;
  expect(runCondition(running, false, under)).toBe('running');
  expect(runCondition(running, true, { ...under, id: 'other' })).toBe('interrupted');
});

test('a failure is reported for the run that failed, with and without a checkpoint', () => {
  const failed = { id: 'own', phase: 'failed', busy: false } as const;
  expect(runCondition(running, true, failed)).toBe('failed');
  expect(runCondition(running, false, failed)).toBe('failed');
  expect(runCondition(running, true, { ...failed, id: 'other' })).toBe('interrupted');
});

test('a run of an earlier visit of which nothing is kept has nothing to go on from', () => {
  expect(runCondition(running, false, idle)).toBe('fruitless');
});

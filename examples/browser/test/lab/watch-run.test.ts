import type { EpochReport, StepReport } from '@nin/trainer';
import { afterEach, expect, test } from 'vitest';
import { watchRun } from '../../src/lab/watch-run';
import type { RunRecord } from '../../src/runs/run-record';
import { canGoOn, runs } from '../../src/runs/runs-state';
import { cpuBackend } from '../cpu-backend';
import { littleExperiment } from '../worker/little-network';

const epoch = (number: number) => ({ epoch: number }) as EpochReport;
const step = (of: number, number: number) => ({ epoch: of, step: number, images: 8 * number }) as StepReport;
const results = {
  accuracy: 0.5,
  classNames: ['cat', 'dog'],
  counts: Uint32Array.of(1, 1, 0, 0),
  predictions: Int32Array.of(0, 1),
  totalSteps: 4,
};
const data = {
  name: 'synthetic' as const,
  title: 'synthetic images',
  synthetic: true,
  train: 20,
  test: 2,
  classNames: ['cat', 'dog'],
  notices: [],
};
const kept: RunRecord = {
  id: 'a',
  startedAt: '2026-05-24T12:30:59.123Z',
  experiment: littleExperiment,
  base: 'tiny',
  preference: 'cpu',
  backend: cpuBackend,
  data,
  state: 'stopped',
  history: [epoch(1)],
  steps: [step(1, 1), step(1, 3), step(2, 1), step(2, 2), step(2, 3)],
  results,
};

afterEach(() => {
  runs.value = [];
});

/** Watches the run that goes on. */
function goingOn() {
  runs.value = [kept];
  return watchRun(kept, { backend: cpuBackend, data, kept });
}
const record = () => runs.value[0];

test('a run whose checkpoint is not accepted keeps its state, its curves and its results', () => {
  goingOn();
  expect(record()).toBe(kept);
});

test('a run that goes on has the epochs of its checkpoint, and no step that comes again', () => {
  const { events } = goingOn();
  // Its tab died after the second epoch was kept with the model, before it was kept with the run.
  void events.resumed({ history: [epoch(1), epoch(2)], step: 0 });
  expect(record().history).toEqual([epoch(1), epoch(2)]);
  expect(record().state).toBe('running');
  expect(record().steps.length).toBe(5);
  void events.epoch(epoch(3), true);
  expect(record().history).toEqual([epoch(1), epoch(2), epoch(3)]);

  // Its history was ahead of the checkpoint, as of a storage that was full.
  const { events: again } = goingOn();
  void again.resumed({ history: [epoch(1)], step: 2 });
  expect(record().steps).toEqual([step(1, 1), step(1, 3), step(2, 1), step(2, 2)]);
  void again.resumed({ history: [], step: 0 });
  expect(record().history).toEqual([]);
});

test('results stay until other weights than they are of have been made', async () => {
  const { events, finish } = goingOn();
  void events.resumed({ history: [epoch(1)], step: 1 });
  expect(record().results).toBe(results);
  await finish({ outcome: 'stopped', results: undefined });
  expect(record()).toMatchObject({ state: 'stopped', results });
  void events.step(step(2, 2));
  expect(record().results).toBeUndefined();
  const later = { ...results, totalSteps: 6 };
  await finish({ outcome: 'finished', results: later });
  expect(record()).toMatchObject({ state: 'finished', results: later });
});

test('a run can go on as soon as a part of its first epoch is kept', () => {
  const { events } = watchRun({ ...kept, id: 'new' }, { backend: cpuBackend, data, kept: undefined });
  expect(record()).toMatchObject({ id: 'new', state: 'running', history: [] });
  expect(canGoOn(record())).toBe(false);
  void events.kept();
  expect(canGoOn(record())).toBe(true);
});

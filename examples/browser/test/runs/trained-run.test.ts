import type { EpochReport, StepReport } from '@nin/trainer';
import { expect, test } from 'vitest';
import { readRun } from '../../src/runs/read-run';
import { cpuBackend } from '../cpu-backend';
import { inNodeLab, watched } from '../worker/in-node-lab';
import { littleExperiment } from '../worker/little-network';

test('a run is read as its training reported it', async () => {
  const { lab } = await inNodeLab();
  const history: EpochReport[] = [];
  const steps: StepReport[] = [];
  const { results } = await lab.train(
    { id: 'a', experiment: littleExperiment, resume: false },
    {
      ...watched().events,
      step: (report) => void steps.push(report),
      epoch: (report) => void history.push(report),
    },
  );
  const { title, synthetic, train, test, classNames } = await lab.loadData(
    { name: 'synthetic', limitTrain: 20, limitTest: 6, seed: 1 },
    () => {},
  );
  const run = {
    id: 'a',
    startedAt: new Date().toISOString(),
    experiment: littleExperiment,
    base: 'tiny',
    preference: 'cpu',
    backend: cpuBackend,
    data: { title, synthetic, train, test, classNames },
    state: 'finished',
    history,
    steps,
    results,
  };
  expect([history.length, steps.at(-1)?.epoch]).toEqual([2, 2]);
  // As a database gives it back.
  expect(readRun('a', structuredClone(run))).toEqual(run);
});

import { applySettings } from '@nin/recipes';
import { expect, test } from 'vitest';
import { experimentFile, readExperimentFile } from '../../src/settings/read-experiment';
import { littleExperiment } from '../worker/little-network';

test('a saved experiment is opened as it was', async () => {
  const schedule = { kind: 'piecewise', drops: [{ at: 0.5, factor: 0.1 }] };
  const experiment = applySettings(littleExperiment, { schedule, 'data.limitTrain': 7 });
  expect(await readExperimentFile(new Blob([experimentFile(experiment)]))).toEqual(experiment);
});

test('the config.json of a run opens as its experiment', async () => {
  const config = JSON.stringify({ ...littleExperiment, run: { started: '2026-05-24T12:30:59.123Z' } });
  expect(await readExperimentFile(new Blob([config]))).toEqual(littleExperiment);
});

test('a file that is not JSON, or no experiment, is refused', async () => {
  await expect(readExperimentFile(new Blob(['{']))).rejects.toMatchObject({ name: 'NotJsonError' });
  const wrong = JSON.stringify({ ...littleExperiment, epochs: 0, sead: 1 });
  await expect(readExperimentFile(new Blob([wrong]))).rejects.toMatchObject({
    name: 'ExperimentError',
    problems: [{ path: ['sead'] }, { path: ['epochs'] }],
  });
});

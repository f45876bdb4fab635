import { expect, test } from 'vitest';
import { readRun } from '../../src/runs/read-run';
import { cpuBackend } from '../cpu-backend';
import { littleSettings } from '../worker/little-network';

const report = {
  epochs: 2,
  images: 20,
  loss: 2.3,
  accuracy: 0.1,
  seconds: 2,
  millisecondsPerStep: 10,
  imagesPerSecond: 800,
  learningRate: 0.1,
};
const epoch = { ...report, trainingSeconds: 1, totalSteps: 3, best: true };
const measured = { validationLoss: NaN, validationAccuracy: 0.5 };
/** Three images: one of the first class found, two of the second taken for the first. */
const results = {
  accuracy: 1 / 3,
  classNames: ['cat', 'dog'],
  counts: Uint32Array.of(1, 0, 2, 0),
  predictions: Int32Array.of(0, 0, 0),
  totalSteps: 6,
};
const run = {
  id: 'a',
  startedAt: '2026-05-24T12:30:59.123Z',
  settings: littleSettings,
  backend: cpuBackend,
  data: { title: 'pets', synthetic: false, train: 20, test: 3, classNames: ['cat', 'dog'] },
  state: 'finished',
  history: [
    { ...epoch, ...measured, epoch: 1, steps: 3 },
    { ...epoch, validationLoss: undefined, validationAccuracy: undefined, epoch: 2, steps: 3 },
  ],
  steps: [{ ...report, epoch: 1, step: 2, steps: undefined }],
  results,
};
const { training, spec } = littleSettings;

test('a run is read as it was kept, tested or not', () => {
  expect(readRun('a', run)).toEqual(run);
  const untested = { ...run, state: 'running', history: [], steps: [], results: undefined };
  expect(readRun('a', untested)).toEqual(untested);
  const { totalSteps, ...older } = results;
  expect(totalSteps).toBe(6);
  expect(readRun('a', { ...run, results: older })?.results).toEqual(older);
});

test("a run of the lecture's network from when its name was seed is read by the name it has now", () => {
  expect(readRun('a', { ...run, settings: { ...littleSettings, base: 'seed' } })).toEqual({
    ...run,
    settings: { ...littleSettings, base: 'lecture' },
  });
});

test.each<[string, unknown]>([
  ['nothing', undefined],
  ['a word', 'run'],
  ['the id of another', { ...run, id: 'b' }],
  ['no time', { ...run, startedAt: undefined }],
  ['an invalid time', { ...run, startedAt: 'yesterday' }],
  ['no settings', { ...run, settings: undefined }],
  ['settings without a normalization', { ...run, settings: withTraining({ normalize: undefined }) }],
  ['an invalid rate', { ...run, settings: withTraining({ learningRate: -1 }) }],
  ['an invalid batch size', { ...run, settings: withTraining({ batchSize: 0 }) }],
  ['a setting of another name', { ...run, settings: { ...littleSettings, sead: 1 } }],
  ['an impossible network', { ...run, settings: { ...littleSettings, spec: { ...spec, blocks: [] } } }],
  ['no backend', { ...run, backend: null }],
  ['no data', { ...run, data: {} }],
  ['an unknown state', { ...run, state: 'done' }],
  ['no history', { ...run, history: undefined }],
  ['an epoch missing', { ...run, history: run.history.slice(1) }],
  ['an epoch twice', { ...run, history: [run.history[0], run.history[0]] }],
  ['a loss that is not a number', { ...run, history: [{ ...run.history[0], loss: NaN }] }],
  ['no steps', { ...run, steps: {} }],
  ['an invalid step', { ...run, steps: [{ ...run.steps[0], step: -1 }] }],
  ['results of other images', { ...run, data: { ...run.data, test: 4 } }],
  ['an accuracy that its matrix does not give', { ...run, results: { ...results, accuracy: 0.4 } }],
  ['a matrix of other answers', { ...run, results: { ...results, predictions: Int32Array.of(0, 1, 0) } }],
  ['an answer that is no class', { ...run, results: { ...results, predictions: Int32Array.of(0, 0, 2) } }],
  ['a matrix of fewer classes', { ...run, results: { ...results, counts: Uint32Array.of(3) } }],
])('a run with %s is not read', (_, damaged) => {
  expect(readRun('a', damaged)).toBeUndefined();
});

function withTraining(change: object) {
  const changed = { ...training, ...change };
  // A setting that is undefined is one that is missing.
  return { ...littleSettings, training: JSON.parse(JSON.stringify(changed)) as unknown };
}

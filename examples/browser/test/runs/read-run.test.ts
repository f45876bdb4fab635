import { expect, test } from 'vitest';
import { readRun } from '../../src/runs/read-run';
import { cpuBackend } from '../cpu-backend';
import { applySettings } from '@nin/recipes';
import { firstSettings, littleExperiment } from '../worker/little-network';

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
  experiment: littleExperiment,
  base: 'tiny',
  preference: 'cpu',
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
/** The run as it was kept before there were experiments. */
const { experiment, base: _base, preference: _preference, ...others } = run;
const first = { ...others, settings: firstSettings };

test('a run is read as it was kept, tested or not', () => {
  expect(readRun('a', run)).toEqual(run);
  const untested = { ...run, state: 'running', history: [], steps: [], results: undefined };
  expect(readRun('a', untested)).toEqual(untested);
  const { totalSteps, ...older } = results;
  expect(totalSteps).toBe(6);
  expect(readRun('a', { ...run, results: older })?.results).toEqual(older);
});

test('a run from before there were experiments gets one, and what its checkpoint recognizes it by', () => {
  expect(readRun('a', first)).toEqual({ ...run, identity: expect.objectContaining({ seed: 3 }) as object });
  const lecture = { ...firstSettings, base: 'seed' };
  expect(readRun('a', { ...first, settings: lecture })).toMatchObject({
    base: 'lecture',
    experiment: applySettings(experiment, { 'optimizer.decay': 'all' }),
  });
  // Kept again, as after it went on.
  const kept = readRun('a', first);
  expect(readRun('a', structuredClone(kept))).toEqual(kept);
});

test.each<[string, unknown]>([
  ['nothing', undefined],
  ['a word', 'run'],
  ['the id of another', { ...run, id: 'b' }],
  ['no time', { ...run, startedAt: undefined }],
  ['an invalid time', { ...run, startedAt: 'yesterday' }],
  ['no experiment', { ...run, experiment: undefined }],
  ['an invalid rate', withValue('optimizer', { ...experiment.optimizer, learningRate: -1 })],
  ['an invalid batch size', withValue('batch', { ...experiment.batch, size: 0 })],
  ['a value of another name', withValue('sead', 1)],
  ['an impossible network', withValue('network', { ...experiment.network, blocks: [] })],
  ['an unknown base', { ...run, base: 'resnet' }],
  ['an unknown preference', { ...run, preference: 'node' }],
  ['no settings of before', { ...first, settings: undefined }],
  ['settings of before without a normalization', withTraining({ normalize: undefined })],
  ['an invalid rate of before', withTraining({ learningRate: -1 })],
  ['a setting of before of another name', { ...first, settings: { ...firstSettings, sead: 1 } }],
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

function withValue(name: string, value: unknown) {
  return { ...run, experiment: { ...experiment, [name]: value } };
}

function withTraining(change: object) {
  const training = { ...firstSettings.training, ...change };
  // A setting that is undefined is missing.
  return {
    ...first,
    settings: { ...firstSettings, training: JSON.parse(JSON.stringify(training)) as unknown },
  };
}

import { applySettings } from '@nin/recipes';
import { readCheckpoint, type EpochReport } from '@nin/trainer';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import type { LabApi } from '../../src/worker/lab-api';
import { inNodeLab, watched } from './in-node-lab';
import { firstSettings, littleExperiment } from './little-network';
import { migratedRecord } from '../../src/settings/first-settings';

const start = { id: 'a', experiment: littleExperiment, resume: false };
const goOn = { ...start, resume: true };
const opened = { id: 'a', experiment: littleExperiment, testedSteps: undefined };

/** Trains until a step of an epoch, and stops. */
function stoppedAt(lab: LabApi, epoch: number, step: number) {
  return lab.train(start, watched((e, s) => (e === epoch && s === step ? lab.stop() : undefined)).events);
}

type Kept = Awaited<ReturnType<typeof inNodeLab>>['kept'];

/** All that is kept of a run but for times, which no two trainings share. */
async function timeless(kept: Kept) {
  const { weightData } = await kept.of('a').load();
  const { history, ...counters } = await readCheckpoint(kept.of('a'));
  const figures = history.map(({ epoch, loss, accuracy, validationLoss, images }: EpochReport) => {
    return { epoch, loss, accuracy, validationLoss, images };
  });
  // The optimizer's state is among the weights.
  return { weights: tf.io.CompositeArrayBuffer.join(weightData), counters, figures };
}

// 20 images in steps of 8: three steps an epoch.
test.each([
  [1, 1],
  [1, 3],
  [2, 1],
  [2, 3],
])(
  'a run stopped in epoch %i after step %i ends as one that was not, to the last bit',
  async (epoch, step) => {
    const { lab, kept } = await inNodeLab();
    await lab.train(start, watched().events);
    const undisturbed = await timeless(kept);
    kept.forget('a');

    await stoppedAt(lab, epoch, step);
    expect(await readCheckpoint(kept.of('a'))).toMatchObject({ totalSteps: 3 * (epoch - 1) + step });
    const { events, log } = watched();
    const { results } = await lab.train(goOn, events);
    expect(log[0]).toBe(`resumed after ${epoch - 1}.${step}`);
    expect(await timeless(kept)).toEqual(undisturbed);
    expect(results?.totalSteps).toBe(6);
  },
);

test('a run that is stopped as soon as it goes on is as it was, and can go on again', async () => {
  const { lab, kept } = await inNodeLab();
  await stoppedAt(lab, 2, 1);
  const before = await kept.of('a').load();
  const { events, log } = watched();
  const end = await lab.train(goOn, { ...events, resumed: () => lab.stop() });
  expect(end).toEqual({ outcome: 'stopped', results: undefined });
  expect(log).toEqual([]);
  expect(await kept.of('a').load()).toBe(before);
  expect((await lab.train(goOn, watched().events)).outcome).toBe('finished');
});

test('a run that died between its last checkpoint and its record is given all of its epochs', async () => {
  const { lab, kept } = await inNodeLab();
  const { results } = await lab.train(start, watched().events);
  const { events, log } = watched();
  let shown: readonly EpochReport[] = [];
  const resumed = ({ history }: { history: readonly EpochReport[] }) => void (shown = history);
  const again = await lab.train(goOn, { ...events, resumed });
  expect(shown.map(({ epoch }) => epoch)).toEqual([1, 2]);
  expect(shown).toEqual((await readCheckpoint(kept.of('a'))).history);
  expect(log).toEqual(['testing']);
  expect(again).toEqual({ outcome: 'finished', results });
});

describe('what is kept of a run', () => {
  type Artifacts = tf.io.ModelArtifacts;
  type Record = { training: { [counter: string]: unknown } };

  const withWeights = (change: (bytes: Uint8Array) => void) => (artifacts: Artifacts) => {
    const weightData = tf.io.CompositeArrayBuffer.join(artifacts.weightData).slice(0);
    change(new Uint8Array(weightData));
    return { ...artifacts, weightData };
  };
  const withTraining = (change: object) => (artifacts: Artifacts) => {
    const { checkpoint, ...rest } = artifacts.userDefinedMetadata as { checkpoint: Record };
    const training = { ...checkpoint.training, ...change };
    return { ...artifacts, userDefinedMetadata: { ...rest, checkpoint: { ...checkpoint, training } } };
  };
  const damages: [string, (artifacts: Artifacts) => unknown][] = [
    ['a bit of a weight', withWeights((bytes) => (bytes[5] ^= 4))],
    ['a bit of the optimizer', withWeights((bytes) => (bytes[bytes.length - 3] ^= 1))],
    ['a NaN', withWeights((bytes) => bytes.set([0, 0, 0xc0, 0x7f]))],
    [
      'the end of the weights',
      (all) => ({ ...all, weightData: (all.weightData as ArrayBuffer).slice(0, 40) }),
    ],
    ['a counter', withTraining({ epoch: 0, history: [] })],
    ['the history', withTraining({ history: [] })],
    ['the record', (all) => ({ ...all, userDefinedMetadata: {} })],
    ['a spec', (all) => ({ ...all, weightSpecs: all.weightSpecs?.slice(1) })],
    ['the list of specs', (all) => ({ ...all, weightSpecs: 'none' })],
    ['all', () => 7],
  ];

  test.each(damages)('is refused where %s was damaged, and left as it is', async (_, damage) => {
    const { lab, kept } = await inNodeLab();
    await stoppedAt(lab, 2, 1);
    await lab.train({ ...start, id: 'other' }, watched().events);
    await kept.of('a').save(damage(await kept.of('a').load()) as Artifacts);
    const damaged = await kept.of('a').load();
    const { events, log } = watched();
    const heard: string[] = [];
    const train = lab.train(goOn, { ...events, kept: () => void heard.push('kept') });
    await expect(train).rejects.toMatchObject({ name: 'KeptRunError' });
    expect([...log, ...heard]).toEqual([]);
    await expect(lab.openRun(opened)).rejects.toMatchObject({ name: 'KeptRunError' });
    await expect(lab.modelFiles(opened)).rejects.toMatchObject({ name: 'KeptRunError' });
    expect(await kept.of('a').load()).toBe(damaged);
    // The lab itself has taken no harm.
    expect(await lab.openedRun()).toBe('other');
  });

  test('is refused where the experiment of the run is another, and left as it is', async () => {
    const { lab, kept } = await inNodeLab();
    await stoppedAt(lab, 2, 1);
    await lab.train({ ...start, id: 'other' }, watched().events);
    const [block] = littleExperiment.network.blocks;
    const before = await kept.of('a').load();
    const others = [
      { seed: 4 },
      { 'optimizer.learningRate': 2 * littleExperiment.optimizer.learningRate },
      { 'optimizer.decay': 'all' },
      { 'batch.size': 10 },
      { 'batch.augment': { cutout: 4 } },
      { 'batch.normalize': 'unit' },
      { epochs: 5 },
      { 'schedule.rise': 0.4 },
      { 'network.blocks': [{ ...block, activation: 'tanh' }] },
      { 'network.blocks': [{ ...block, filters: 3 }] },
    ];
    for (const values of others) {
      const experiment = applySettings(littleExperiment, values);
      const { events, log } = watched();
      await expect(lab.train({ ...goOn, experiment }, events)).rejects.toMatchObject({
        name: 'KeptRunError',
      });
      expect(log).toEqual([]);
      await expect(lab.openRun({ ...opened, experiment })).rejects.toMatchObject({ name: 'KeptRunError' });
    }
    expect(await kept.of('a').load()).toBe(before);
    const { outcome } = await lab.train(goOn, watched().events);
    expect(outcome).toBe('finished');
  });
});

test('a run from before there were experiments goes on, and only with the settings it began with', async () => {
  const { experiment, identity } = migratedRecord(firstSettings);
  expect(experiment).toEqual(littleExperiment);
  const { lab, kept } = await inNodeLab();
  await lab.train(start, watched().events);
  const undisturbed = await timeless(kept);
  kept.forget('a');

  const first = { ...start, experiment, identity };
  await lab.train(first, watched((e) => (e === 2 ? lab.stop() : undefined)).events);
  // What the lab saved with the checkpoint then.
  expect((await readCheckpoint(kept.of('a'))).metadata).toEqual({
    settings: {
      base: 'tiny',
      spec: firstSettings.spec,
      data: 'synthetic',
      seed: 3,
      training: firstSettings.training,
    },
  });
  const other = migratedRecord({ ...firstSettings, seed: 4 });
  await expect(lab.train({ ...goOn, ...other }, watched().events)).rejects.toMatchObject({
    name: 'KeptRunError',
  });
  await lab.train({ ...first, resume: true }, watched().events);
  const { weights } = await timeless(kept);
  expect(weights).toEqual(undisturbed.weights);
  await lab.train({ ...start, id: 'other' }, watched().events);
  await expect(lab.openRun({ ...opened, ...other })).rejects.toMatchObject({ name: 'KeptRunError' });
  await lab.openRun({ ...opened, experiment, identity });
});

test('a model that was not kept is not taken for the one that was tested', async () => {
  const { lab, kept } = await inNodeLab();
  const place = kept.of('a');
  await stoppedAt(lab, 2, 1);
  const { events, log } = watched();
  // The storage is full from the first save of the second epoch on.
  const full = new DOMException('the quota is exceeded', 'QuotaExceededError');
  kept.refuse(full);
  const { results } = await lab.train(goOn, events);
  expect(log.filter((line) => !line.startsWith('step'))).toEqual([
    'resumed after 1.1',
    expect.stringContaining('the quota is exceeded'),
    'epoch 2 lost',
    'testing',
  ]);
  expect(await readCheckpoint(place)).toMatchObject({ totalSteps: 4 });
  await lab.train({ ...start, id: 'other' }, watched().events);
  const tested = { ...opened, testedSteps: results?.totalSteps };
  await expect(lab.openRun(tested)).rejects.toThrow('tested after 6 steps was not kept, but the one after 4');
  await lab.openRun({ ...opened, testedSteps: 4 });
});

describe('the card of a model', () => {
  const cardOf = async (lab: LabApi) => {
    const [json] = await lab.modelFiles(opened);
    const { userDefinedMetadata } = JSON.parse(new TextDecoder().decode(json.bytes)) as tf.io.ModelJSON;
    return userDefinedMetadata;
  };
  const closed = (lab: LabApi) => lab.train({ ...start, id: 'other' }, watched().events);

  test('says what its own epoch has reached, open or kept', async () => {
    const { lab } = await inNodeLab();
    const { results } = await lab.train(start, watched().events);
    const card = { source: { epochs: 2, testAccuracy: results?.accuracy, testImages: 6 } };
    expect(JSON.stringify(await cardOf(lab))).toContain(JSON.stringify(card.source).slice(1, -1));
    await closed(lab);
    expect(JSON.stringify(await cardOf(lab))).toContain(JSON.stringify(card.source).slice(1, -1));
  });

  test('claims no accuracy of an epoch before, where the training was stopped within one', async () => {
    const { lab } = await inNodeLab();
    const { results } = await stoppedAt(lab, 2, 1);
    const tested = JSON.stringify(await cardOf(lab));
    expect(tested).toContain(`"epochs":1,"testAccuracy":${results?.accuracy}`);
    await closed(lab);
    const kept = JSON.stringify(await cardOf(lab));
    expect(kept).toContain('"epochs":1');
    expect(kept).not.toContain('testAccuracy');
  });
});

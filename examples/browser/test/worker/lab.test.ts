import { applySettings } from '@nin/recipes';
import { modelCard, readCheckpoint } from '@nin/trainer';
import * as tf from '@tensorflow/tfjs-core';
import { loadLayersModel } from '@tensorflow/tfjs-layers';
import { expect, test } from 'vitest';
import { inNodeLab, watched } from './in-node-lab';
import { littleExperiment } from './little-network';

const ids = { id: 'a', experiment: littleExperiment, resume: false };
const keptRun = (id: string) => ({ id, experiment: littleExperiment, testedSteps: undefined });
/** Longer than the rest of a paused training would take. */
const moment = () => new Promise((resolve) => setTimeout(resolve, 500));

test('a training tells its epochs, tests, and leaves its model open', async () => {
  const { lab, kept } = await inNodeLab();
  const { events, log } = watched();
  const { outcome, results } = await lab.train(ids, events);
  expect(outcome).toBe('finished');
  expect(log.filter((line) => !line.startsWith('step'))).toEqual([
    'epoch 1 saved',
    'epoch 2 saved',
    'testing',
  ]);
  expect(results?.predictions.length).toBe(6);
  expect(results?.counts.reduce((sum, count) => sum + count, 0)).toBe(6);
  expect(await lab.openedRun()).toBe('a');
  expect((await lab.test()).predictions).toEqual(results?.predictions);
  expect(kept.ids()).toEqual(['a']);

  await lab.deleteRun('a');
  expect(kept.ids()).toEqual([]);
  expect(await lab.openedRun()).toBeUndefined();
  await expect(lab.firstFilters()).rejects.toThrow('no model is open');
});

test('a training that is stopped, and then continued, ends with the weights of one that was not', async () => {
  const { lab } = await inNodeLab();
  const undisturbed = await lab.train(ids, watched().events);
  const weights = await lab.modelFiles(keptRun('a'));

  // Stopped after a step of the second epoch: that step is kept.
  const { events } = watched((epoch) => (epoch === 2 ? lab.stop() : undefined));
  const stopped = await lab.train({ ...ids, id: 'b' }, events);
  expect([stopped.outcome, stopped.results?.totalSteps]).toEqual(['stopped', 4]);
  expect(stopped.results?.predictions.length).toBe(6);
  const { events: again, log } = watched();
  const continued = await lab.train({ ...ids, id: 'b', resume: true }, again);
  expect(log[0]).toBe('resumed after 1.1');
  expect(log).not.toContain('step 2.1');
  expect(log.filter((line) => line.startsWith('epoch'))).toEqual(['epoch 2 saved']);
  expect(continued.results).toEqual(undisturbed.results);
  expect((await lab.modelFiles(keptRun('b')))[1].bytes).toEqual(weights[1].bytes);
});

test('a training stopped in its first epoch is tested, and its steps are kept', async () => {
  const { lab, kept } = await inNodeLab();
  const { events, log } = watched(() => lab.stop());
  const { outcome, results } = await lab.train(ids, events);
  expect([outcome, results?.predictions.length, results?.totalSteps]).toEqual(['stopped', 6, 1]);
  expect(log).toEqual(['step 1.1', 'testing']);
  expect([await lab.openedRun(), kept.ids()]).toEqual(['a', ['a']]);
  expect(await readCheckpoint(kept.of('a'))).toMatchObject({ epoch: 0, step: 1, totalSteps: 1, history: [] });
});

test('a training that pauses makes no step until it goes on, and can be stopped meanwhile', async () => {
  const { lab } = await inNodeLab();
  const { events, log } = watched((_, step) => (step === 1 ? lab.pause() : undefined));
  const training = lab.train({ ...ids, experiment: withEpochs(1) }, events);
  await moment();
  expect(log).toEqual(['step 1.1']);
  await expect(lab.selectBackend('wasm')).rejects.toThrow('has to wait until the training is over');
  await expect(lab.train(ids, events)).rejects.toThrow('has to wait until the training is over');
  lab.resume();
  expect((await training).outcome).toBe('finished');

  const held = lab.train({ ...ids, id: 'b' }, watched(() => lab.pause()).events);
  await moment();
  lab.stop();
  expect((await held).outcome).toBe('stopped');
});

test('a loss that is not finite ends a training by its name', async () => {
  const { lab } = await inNodeLab();
  const experiment = applySettings(littleExperiment, {
    'optimizer.kind': 'sgd',
    'schedule.kind': 'constant',
    'optimizer.learningRate': 1000,
    'optimizer.weightDecay': 1000,
    epochs: 20,
  });
  const failing = lab.train({ ...ids, experiment }, watched().events);
  await expect(failing).rejects.toMatchObject({ name: 'NonFiniteLossError' });
  expect(await lab.openedRun()).toBeUndefined();
});

test('a kept run can be opened again, and looks the same', async () => {
  const { lab } = await inNodeLab();
  await lab.train(ids, watched().events);
  const before = await lab.categoryMaps(3);
  const [label] = (await lab.testLabels()).subarray(3);
  expect(before.label).toBe(label);
  await lab.train({ ...ids, id: 'b', experiment: { ...littleExperiment, seed: 4 } }, watched().events);
  expect((await lab.categoryMaps(3)).maps).not.toEqual(before.maps);
  await lab.openRun(keptRun('a'));
  expect(await lab.categoryMaps(3)).toEqual(before);
  const { pixels } = await lab.testImages([3]);
  const rgb = pixels.filter((_, place) => place % 4 !== 3);
  const picture = await lab.categoryMaps({ width: 32, height: 32, pixels: Uint8Array.from(rgb) });
  expect([picture.maps, picture.label]).toEqual([before.maps, undefined]);
  await expect(lab.openRun(keptRun('c'))).rejects.toThrow('nothing is kept of c');
});

test('a model goes on in plain tfjs on raw pixels, from the open model or from what is kept', async () => {
  const { lab, kept: memory } = await inNodeLab();
  const { results } = await lab.train(ids, watched().events);
  const { probabilities } = await lab.categoryMaps(0);
  const open = await lab.modelFiles(keptRun('a'));
  await lab.train({ ...ids, id: 'b' }, watched().events);
  const kept = await lab.modelFiles(keptRun('a'));
  // As a browser kept it before models had cards.
  const artifacts = await memory.of('a').load();
  const { checkpoint } = artifacts.userDefinedMetadata as {
    checkpoint: { optimizer: object; training: object };
  };
  const { optimizer, training } = checkpoint;
  const first = { version: 1, optimizer, training };
  await memory.of('old').save({ ...artifacts, userDefinedMetadata: { checkpoint: first } });
  const old = await lab.modelFiles(keptRun('old'));
  const { pixels } = await lab.testImages([0]);
  const rgb = Array.from(pixels).filter((_, place) => place % 4 !== 3);
  for (const files of [open, kept, old]) {
    expect(files.map(({ name }) => name)).toEqual(['model.json', 'weights.bin']);
    const json = JSON.parse(new TextDecoder().decode(files[0].bytes)) as tf.io.ModelJSON;
    expect(json.weightsManifest[0].paths).toEqual(['weights.bin']);
    const { weights } = json.weightsManifest[0];
    // 3 + 3 of the normalization, 3·3·3·2 + 2 of the convolution, 2·10 + 10 of the 1×1 one, in four bytes each; nothing
    // of the optimizer.
    expect(files[1].bytes.length).toBe(4 * 92);
    const artifacts = await tf.io.getModelArtifactsForJSON(json, () =>
      Promise.resolve([weights, files[1].bytes.buffer] as [typeof weights, ArrayBuffer]),
    );
    const model = await loadLayersModel(tf.io.fromMemory(artifacts));
    const outputs = model.predict(tf.tensor4d(rgb, [1, 32, 32, 3])) as tf.Tensor;
    const found = await outputs.data();
    found.forEach((value, place) => expect(value).toBeCloseTo(probabilities[place], 5));
    expect(modelCard(model)).toMatchObject({
      input: { normalization: 'inside' },
      output: 'probabilities',
      source: { data: 'synthetic images', synthetic: true },
    });
    model.dispose();
    outputs.dispose();
  }
  const [own, before] = [open, old].map(([{ bytes }]) => new TextDecoder().decode(bytes));
  expect(own).toContain(`"testAccuracy":${results?.accuracy}`);
  expect(before).not.toContain('testAccuracy');
});

test('trainings one after another leave as many tensors as one', async () => {
  const { lab } = await inNodeLab();
  const counts: number[] = [];
  for (const id of ['a', 'b', 'c']) {
    await lab.train({ ...ids, id }, watched().events);
    await lab.test();
    counts.push(tf.memory().numTensors);
  }
  const { events } = watched(() => lab.stop());
  await lab.train({ ...ids, id: 'd' }, events);
  await lab.openRun(keptRun('a'));
  await lab.comparePerceptron({ size: 4, channels: 2, units: 2, seed: 1 });
  counts.push(tf.memory().numTensors);
  expect(new Set(counts).size).toBe(1);
});

test('a report shows the run, and refuses other images than it was tested on', async () => {
  const { lab } = await inNodeLab();
  const { results } = await lab.train(ids, watched().events);
  const backend = await lab.selectBackend('cpu');
  if (!results) throw new Error('no results');
  const request = { name: 'tiny', experiment: littleExperiment, backend, history: [], steps: [], results };
  expect(await lab.report('a', request)).toMatch(/^<!doctype html>[\s\S]*tiny on synthetic images/i);
  await lab.loadData({ name: 'synthetic', limitTrain: 20, limitTest: 5, seed: 1 }, () => {});
  await expect(lab.report('a', request)).rejects.toThrow("the run's 6 test images");
});

function withEpochs(epochs: number) {
  return { ...littleExperiment, epochs };
}

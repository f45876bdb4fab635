import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { describeEachBackend, seededRandom } from '@nin/testing';
import { CheckpointError, loadCheckpoint, readCheckpoint, saveCheckpoint, train } from '@nin/trainer';
import { expect, test } from 'vitest';
import { collect, memoryHandler, stripes, tinyNetwork, weightsOf } from './tiny';

const data = stripes(16);

/** A training of one epoch, saved. */
async function savedTraining(checkpoint: object = {}) {
  const save = memoryHandler();
  const model = tinyNetwork();
  const optimizer = tf.train.momentum(0.1, 0.9);
  await collect(
    train(model, { data, epochs: 1, batchSize: 8, optimizer, checkpoint: { save, ...checkpoint } }),
  );
  return { save, model, optimizer };
}

describeEachBackend('a damaged checkpoint', () => {
  test('is refused for every bit of its weights, and nothing changes', async () => {
    const { save } = await savedTraining();
    const saved = new Uint8Array(save.artifacts!.weightData as ArrayBuffer);
    const next = seededRandom(1);
    const model = tinyNetwork(50);
    const optimizer = tf.train.momentum(0.1, 0.9);
    const before = await weightsOf(model);
    for (let damage = 0; damage < 50; damage++) {
      const bytes = saved.slice();
      const place = Math.floor(next() * bytes.length);
      bytes[place] = (bytes[place] ?? 0) ^ (1 << Math.floor(8 * next()));
      save.artifacts!.weightData = bytes.buffer;
      await expect(readCheckpoint(save)).rejects.toThrow(CheckpointError);
      await expect(loadCheckpoint(save, { model, optimizer })).rejects.toThrow(
        'loadCheckpoint: the checkpoint is damaged: the SHA-256 of its weights differs from the saved one',
      );
    }
    expect(await weightsOf(model)).toEqual(before);
  });

  test('is refused when a counter, the topology, a name or a digest is another', async () => {
    const { save } = await savedTraining();
    const { weightData, ...json } = save.artifacts!;
    const text = JSON.stringify(json);
    const changes: [from: string | RegExp, to: string][] = [
      ['"epoch":1', '"epoch":900'],
      ['"totalSteps":2', '"totalSteps":3'],
      ['"seed":0', '"seed":1'],
      ['"history":[{"epoch":1', '"history":[{"epoch":2'],
      ['"accuracy":', '"accurbcy":'],
      ['"filters":4', '"filters":5'],
      ['"rate":0.3', '"rate":0.4'],
      ['"group":"optimizer"', '"group":"optimizes"'],
      ['"sha256":{', '"sha356":{'],
      ['"version":2', '"version":1'],
      ['"version":2', '"version":3'],
      [/"weights":"./, '"weights":"x'],
      [/"rest":"./, '"rest":"x'],
      ['"rest"', '"resu"'],
    ];
    for (const [from, to] of changes) {
      const changed = text.replace(from, to);
      expect(changed).not.toBe(text);
      save.artifacts = { ...(JSON.parse(changed) as tf.io.ModelArtifacts), weightData };
      await expect(readCheckpoint(save), String(from)).rejects.toThrow(CheckpointError);
    }
    save.artifacts = { ...json, weightData };
    await expect(readCheckpoint(save)).resolves.toMatchObject({ epoch: 1 });
  });

  test('with weights that are not finite is refused, by the one that saves and by the one that loads', async () => {
    const model = tfl.sequential({
      layers: [tfl.layers.dense({ units: 2, useBias: false, name: 'one', inputShape: [1] })],
    });
    model.setWeights([tf.tensor2d([[1, 2]])]);
    const save = memoryHandler();
    await saveCheckpoint(save, { model, epoch: 1 });
    const good = save.artifacts;
    model.setWeights([tf.tensor2d([[1, NaN]])]);
    await expect(saveCheckpoint(save, { model, epoch: 2 })).rejects.toThrow(
      'saveCheckpoint: all weights must be finite, got NaN or infinity in one/kernel',
    );
    expect(save.artifacts).toBe(good);
    // As others may write it: with no digest, of the first version.
    const training = { epoch: 2, totalSteps: 2, seed: 0, metadata: {} };
    save.artifacts = {
      ...good,
      weightData: Float32Array.of(1, Infinity).buffer,
      userDefinedMetadata: { checkpoint: { version: 1, training } },
    };
    await expect(loadCheckpoint(save, { model })).rejects.toThrow(
      'loadCheckpoint: all weights must be finite, got NaN or infinity in one/kernel',
    );
    save.artifacts.weightData = Float32Array.of(1, 5).buffer;
    expect(await loadCheckpoint(save, { model })).toEqual({ ...training, step: 0, history: [] });
    expect(await weightsOf(model)).toEqual([[1, 5]]);
  });

  test('of another experiment is not gone on from', async () => {
    const experiment = { augment: { flip: true }, rate: 0.1 };
    const { save } = await savedTraining({ experiment });
    const resume = (given: unknown) =>
      collect(
        train(tinyNetwork(), {
          data,
          epochs: 2,
          batchSize: 8,
          optimizer: tf.train.momentum(0.1, 0.9),
          checkpoint: { save, resume: true, experiment: given },
        }),
      );
    await expect(resume({ augment: {}, rate: 0.1 })).rejects.toThrow(
      'train: checkpoint.experiment must be the one that the checkpoint was saved with, to resume, got a different one',
    );
    // The order of keys is not part of an experiment.
    expect(await resume({ rate: 0.1, augment: { flip: true } })).toHaveLength(1);
  });
});

test('a history has a report for each epoch', async () => {
  const options = { model: tinyNetwork(), epoch: 2, history: [] };
  await expect(
    saveCheckpoint(memoryHandler(), { ...options, history: [{ epoch: 1 }] as never }),
  ).rejects.toThrow('saveCheckpoint: history must have one report for each of 2 epochs, or none, got');
});

import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { describeEachBackend, expectClose, expectNoLeak } from '@nin/testing';
import { CheckpointError, loadCheckpoint, readCheckpoint, saveCheckpoint, train } from '@nin/trainer';
import { expect, test } from 'vitest';
import { collect, memoryHandler, numbersOf, stripes, tinyNetwork, weightsOf } from './tiny';

const data = stripes(16);

/** A network that has been trained a little, with its optimizer. */
async function trained() {
  const model = tinyNetwork();
  const optimizer = tf.train.momentum(0.1, 0.9);
  await collect(train(model, { data, epochs: 1, batchSize: 8, optimizer }));
  return { model, optimizer };
}

/** The state of an optimizer as numbers, without names. */
async function stateOf(optimizer: tf.Optimizer): Promise<number[][]> {
  const weights = await optimizer.getWeights();
  return numbersOf(weights.map(({ tensor }) => tensor));
}

function denseModel(...layers: tfl.layers.Layer[]): tfl.Sequential {
  return tfl.sequential({ layers });
}

describeEachBackend('a checkpoint', () => {
  test('gives back weights, optimizer state, counters and metadata', async () => {
    const { model, optimizer } = await trained();
    const handler = memoryHandler();
    const best = { monitor: 'loss', epoch: 3, value: 0.5 } as const;
    const counters = { epoch: 4, step: 3, totalSteps: 43, seed: 7, batchSize: 8, stepsPerEpoch: 10, best };
    await expectNoLeak(() =>
      saveCheckpoint(handler, { model, optimizer, ...counters, metadata: { spec: 'tiny', rates: [1, 2] } }),
    );
    const copy = tinyNetwork(50);
    const copyOptimizer = tf.train.momentum(0.1, 0.9);
    const checkpoint = await loadCheckpoint(handler, { model: copy, optimizer: copyOptimizer });
    expect(checkpoint).toEqual({ ...counters, history: [], metadata: { spec: 'tiny', rates: [1, 2] } });
    expect(await readCheckpoint(handler)).toEqual(checkpoint);
    expect(await weightsOf(copy)).toEqual(await weightsOf(model));
    expect(await stateOf(copyOptimizer)).toEqual(await stateOf(optimizer));
    // The state carries the names of the new model's variables, by which an optimizer may look for it.
    const names = copy.trainableWeights.map((weight) => `${weight.name}/momentum`);
    expect((await copyOptimizer.getWeights()).slice(1).map(({ name }) => name)).toEqual(names);
  });

  test('releases what it loads, and the state an optimizer had before', async () => {
    const { model, optimizer } = await trained();
    const handler = memoryHandler();
    await saveCheckpoint(handler, { model, optimizer, epoch: 1 });
    await expectNoLeak(() => loadCheckpoint(handler, { model }));
    const before = tf.memory().numTensors;
    for (let time = 0; time < 3; time++) await loadCheckpoint(handler, { model, optimizer });
    expect(tf.memory().numTensors).toBe(before);
  });

  test('is also an ordinary saved model', async () => {
    const { model, optimizer } = await trained();
    const handler = memoryHandler();
    await saveCheckpoint(handler, { model, optimizer, epoch: 1 });
    const loaded = await tfl.loadLayersModel(handler);
    expect(await weightsOf(loaded)).toEqual(await weightsOf(model));
    const images = tf.randomUniform([3, 4, 4, 1], 0, 1, 'float32', 1);
    const outputOf = (network: tfl.LayersModel) => (network.predict(images) as tf.Tensor).data();
    expectClose(await outputOf(loaded), await outputOf(model), 1e-6);
  });

  test('keeps the best epoch where it is told to', async () => {
    const [save, best] = [memoryHandler(), memoryHandler()];
    const model = tinyNetwork();
    const history: number[][][] = [];
    const reports = [];
    const options = { data, validation: stripes(16, 3), epochs: 4, batchSize: 8 };
    const checkpoint = { save, best, metadata: { name: 'run' } };
    for await (const report of train(model, { ...options, checkpoint, optimizer: tf.train.sgd(0.5) })) {
      history.push(await weightsOf(model));
      reports.push(report);
    }
    const bestEpoch = reports.filter((report) => report.best).at(-1)!.epoch;
    const copy = tinyNetwork(50);
    expect(await loadCheckpoint(best, { model: copy })).toMatchObject({
      epoch: bestEpoch,
      best: { monitor: 'validationAccuracy', epoch: bestEpoch },
      metadata: { name: 'run' },
    });
    expect(await weightsOf(copy)).toEqual(history[bestEpoch - 1]);
    await loadCheckpoint(save, { model: copy });
    expect(await weightsOf(copy)).toEqual(history[3]);
  });

  test('is written as often as asked, and after the last epoch', async () => {
    const saved: number[] = [];
    const save: tf.io.IOHandler = {
      save: (artifacts) => {
        saved.push(
          (artifacts.userDefinedMetadata!.checkpoint as { training: { epoch: number } }).training.epoch,
        );
        return Promise.resolve({ modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: 'JSON' } });
      },
    };
    const options = { data, epochs: 5, batchSize: 8, optimizer: tf.train.sgd(0.1) };
    const generator = train(tinyNetwork(), { ...options, checkpoint: { save, every: 2 } });
    const savedBefore: number[] = [];
    for await (const { epoch } of generator) savedBefore[epoch - 1] = saved.length;
    expect(saved).toEqual([2, 4, 5]);
    // A report is given when its epoch is saved.
    expect(savedBefore).toEqual([0, 1, 1, 2, 3]);
  });

  test('finds weights by name, and those of unnamed layers by their order', async () => {
    const dense = (name?: string) => tfl.layers.dense({ units: 2, inputShape: [2], name });
    const handler = memoryHandler();
    const model = denseModel(dense('a'), dense('b'), dense(), dense());
    await saveCheckpoint(handler, { model, epoch: 0 });
    const kernelsOf = ({ layers }: tfl.Sequential) => numbersOf(layers.map((layer) => layer.getWeights()[0]));
    const [a, b, first, second] = await kernelsOf(model);
    const other = denseModel(dense(), dense('b'), dense('a'), dense());
    // Freezing moves weights in tfjs's own list, not here.
    other.layers[0].trainable = false;
    await loadCheckpoint(handler, { model: other });
    expect(await kernelsOf(other)).toEqual([first, b, a, second]);
  });

  test('that does not fit is refused, and nothing changes', async () => {
    const dense = (units: number, name: string) => tfl.layers.dense({ units, inputShape: [2], name });
    const handler = memoryHandler();
    const optimizer = tf.train.momentum(0.1, 0.9);
    await saveCheckpoint(handler, {
      model: denseModel(dense(2, 'one'), dense(3, 'two')),
      optimizer,
      epoch: 1,
    });
    const refused = async (model: tfl.LayersModel, message: string, given?: tf.Optimizer) => {
      const before = await weightsOf(model);
      const failure = loadCheckpoint(handler, { model, optimizer: given });
      await expect(failure).rejects.toThrow(CheckpointError);
      await expect(failure).rejects.toThrow(message);
      expect(await weightsOf(model)).toEqual(before);
    };
    await refused(
      denseModel(dense(2, 'one'), dense(4, 'two')),
      'loadCheckpoint: two/kernel must be float32 [2, 4], as in the model, got float32 [2, 3]',
    );
    await refused(
      denseModel(dense(2, 'one')),
      "loadCheckpoint: the checkpoint must have the model's 2 weights, got 4; two/kernel is only in the checkpoint",
    );
    await refused(
      denseModel(dense(2, 'one'), dense(3, 'three')),
      "loadCheckpoint: the checkpoint must have the model's 4 weights, got 4; three/kernel is only in the model; two/kernel is only in the checkpoint",
    );
    const fitting = denseModel(dense(2, 'one'), dense(3, 'two'));
    await refused(fitting, "optimizer must be Momentum, the checkpoint's, got Adam", tf.train.adam());
    const { weightData } = handler.artifacts!;
    handler.artifacts!.weightData = (weightData as ArrayBuffer).slice(4);
    await refused(
      fitting,
      'loadCheckpoint: the weights must have 64 bytes, got 60: the checkpoint is damaged',
    );
    handler.artifacts!.userDefinedMetadata = { checkpoint: { version: 2 } };
    await refused(
      fitting,
      'loadCheckpoint: the checkpoint must be of version 1 or 2 and complete, got {"version":2}',
    );
    handler.artifacts!.userDefinedMetadata = undefined;
    await refused(fitting, 'loadCheckpoint: the files must be a checkpoint of saveCheckpoint');
  });

  test('without optimizer state does not go into an optimizer', async () => {
    const handler = memoryHandler();
    const model = tinyNetwork();
    await saveCheckpoint(handler, { model, epoch: 1 });
    await expect(loadCheckpoint(handler, { model, optimizer: tf.train.sgd(1) })).rejects.toThrow(
      'loadCheckpoint: optimizer must be left out, as the checkpoint has none, got SGD',
    );
  });

  test('needs a handler that can, and an optimizer that tells its state', async () => {
    const model = tinyNetwork();
    await expect(saveCheckpoint({}, { model, epoch: 0 })).rejects.toThrow(
      "saveCheckpoint: handler must be able to save, such as fileSystem(directory) or 'indexeddb://name', got {}",
    );
    await expect(loadCheckpoint('nowhere://model', { model })).rejects.toThrow(
      "loadCheckpoint: handler must be able to load, such as fileSystem(directory) or 'indexeddb://name', got 'nowhere://model'",
    );
    await expect(saveCheckpoint(memoryHandler(), { model, epoch: -1 })).rejects.toThrow(
      'saveCheckpoint: epoch must be a non-negative integer, got -1',
    );
    await expectNoLeak(async () => {
      const optimizer = tf.train.adamax();
      await expect(saveCheckpoint(memoryHandler(), { model, optimizer, epoch: 0 })).rejects.toThrow(
        'saveCheckpoint: optimizer must be able to save its state, got Adamax, which cannot',
      );
      optimizer.dispose();
    });
  });

  test('of another seed or figure is not gone on from', async () => {
    const save = memoryHandler();
    const model = tinyNetwork();
    const options = { data, epochs: 2, batchSize: 8, optimizer: tf.train.sgd(0.1), seed: 1 };
    await collect(train(model, { ...options, checkpoint: { save } }));
    const other = tinyNetwork(50);
    const before = await weightsOf(other);
    const resume = (changed: object) =>
      collect(train(other, { ...options, checkpoint: { save, resume: true }, ...changed }));
    await expect(resume({ seed: 2 })).rejects.toThrow(
      "train: seed must be 1, the checkpoint's, to resume, got 2",
    );
    await expect(resume({ batchSize: 4 })).rejects.toThrow(
      "train: batchSize must be 8, the checkpoint's, to resume, got 4",
    );
    await expect(resume({ data: stripes(24) })).rejects.toThrow(
      "train: stepsPerEpoch must be 2, the checkpoint's, to resume, got 3",
    );
    await expect(resume({ monitor: 'loss' })).rejects.toThrow(
      "train: monitor must be accuracy, the checkpoint's, to resume, got loss",
    );
    expect(await weightsOf(other)).toEqual(before);
    // All epochs are done: there is nothing left to do.
    expect(await resume({})).toEqual([]);
    await expect(resume({ checkpoint: { save: memoryHandler(), resume: true } })).rejects.toThrow(
      'nothing saved',
    );
  });
});

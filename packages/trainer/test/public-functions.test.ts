import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { nin, tinySpec } from '@nin/blocks';
import { testMisuse } from '@nin/testing';
import {
  evaluate,
  fileSystem,
  loadCheckpoint,
  predict,
  progressLine,
  saveCheckpoint,
  sparseCategoricalAccuracy,
  sparseCategoricalCrossentropy,
  train,
} from '@nin/trainer';
import { beforeAll, describe, expect, test } from 'vitest';
import { batchOf, memoryHandler, twoImages, zeroModel } from './tiny';

await tf.setBackend('cpu');
const saved = memoryHandler();
beforeAll(() => saveCheckpoint(saved, { model: zeroModel(), epoch: 1 }));

const optimizer = tf.train.sgd(0.1);
const options = { data: twoImages, epochs: 1, optimizer };
const report = { steps: 1, seconds: 1, millisecondsPerStep: 1, accuracy: 1, loss: 0 };
const defaults = ['options: object', 'options: undefined'];

testMisuse(
  {
    evaluate,
    fileSystem,
    loadCheckpoint,
    predict,
    progressLine,
    saveCheckpoint,
    sparseCategoricalAccuracy,
    sparseCategoricalCrossentropy,
    train,
  },
  {
    evaluate: { arguments: { model: zeroModel(), data: twoImages, options: {} }, accepts: defaults },
    // Any word is a relative path.
    fileSystem: { arguments: { directory: 'model' }, accepts: ['directory: string'] },
    loadCheckpoint: { arguments: { handler: saved, options: { model: zeroModel() } } },
    predict: { arguments: { model: zeroModel(), data: twoImages, options: {} }, accepts: defaults },
    progressLine: { arguments: { report } },
    saveCheckpoint: { arguments: { handler: memoryHandler(), options: { model: zeroModel(), epoch: 1 } } },
    sparseCategoricalAccuracy: { arguments: { yTrue: tf.zeros([1]), yPred: tf.zeros([1, 2]) } },
    sparseCategoricalCrossentropy: { arguments: { options: {} }, accepts: defaults },
    train: { arguments: { model: zeroModel(), options } },
  },
);

/** What `train` throws for other options, at once. */
const refusal = (other: object) => () => train(zeroModel(), { ...options, ...other });

describe('unknown options are refused with the nearest name', () => {
  test.each<[object, string, string]>([
    [{ batchsize: 8 }, 'options', 'got batchsize (did you mean batchSize?)'],
    [{ batch_size: 8 }, 'options', 'got batch_size (did you mean batchSize?)'],
    [{ validationData: twoImages }, 'options', 'got validationData (did you mean validation?)'],
    [{ earlyStopping: { patients: 1 } }, 'earlyStopping', 'got patients (did you mean patience?)'],
    [
      { checkpoint: { save: memoryHandler(), evry: 1 } },
      'checkpoint',
      'fields save, every, everySeconds, best, resume, experiment, metadata, got evry (did you mean every?)',
    ],
  ])('train, %o', (other, where, message) => {
    expect(refusal(other)).toThrow(`train: ${where} must have only the`);
    expect(refusal(other)).toThrow(message);
  });

  test('evaluate, predict, checkpoints and reports', async () => {
    const wrong = { batchsize: 8 } as object;
    await expect(evaluate(zeroModel(), twoImages, wrong)).rejects.toThrow(
      'evaluate: options must have only the fields batchSize, loss, signal, got batchsize (did you mean batchSize?)',
    );
    await expect(predict(zeroModel(), twoImages, wrong)).rejects.toThrow(
      'predict: options must have only the fields batchSize, signal, got batchsize (did you mean batchSize?)',
    );
    const checkpoint = { model: zeroModel(), epoch: 1, optimiser: optimizer };
    await expect(saveCheckpoint(memoryHandler(), checkpoint)).rejects.toThrow('(did you mean optimizer?)');
    await expect(loadCheckpoint(saved, checkpoint)).rejects.toThrow(
      /^loadCheckpoint: options must have only/,
    );
    const best = { monitor: 'accuracy', epoch: 1, valu: 1 } as never;
    await expect(saveCheckpoint(memoryHandler(), { model: zeroModel(), epoch: 1, best })).rejects.toThrow(
      'saveCheckpoint: best must have only the fields monitor, epoch, value, got valu (did you mean value?)',
    );
    expect(() => progressLine({ ...report, validation_loss: 1 } as never)).toThrow(
      /^progressLine: report must have only .* got validation_loss \(did you mean validationLoss\?\)$/,
    );
    expect(() => progressLine({ ...report, loss: undefined } as never)).toThrow(
      'progressLine: report.loss must be a number, got undefined',
    );
  });

  test('and our own reports are taken as they are', async () => {
    const [first] = await train(zeroModel(), options);
    const line = progressLine(first);
    expect(line).toMatch(/^1\/1 ━{20} \d+s .* - accuracy: 0\.5000 - loss: 0\.6931 - learning_rate: 0\.1000$/);
  });
});

describe('what is often given in place of the right thing is answered with it', () => {
  const spec = tinySpec as never;

  test('a spec, a path or a promise for the model', async () => {
    const rule = 'model must be a tfjs-layers model, got';
    expect(() => train(spec, options)).toThrow(
      new TypeError(`train: ${rule} a NinSpec: build it with nin(spec) of @nin/blocks`),
    );
    await expect(evaluate(spec, twoImages)).rejects.toThrow(`evaluate: ${rule} a NinSpec: build it`);
    await expect(predict(Promise.resolve() as never, twoImages)).rejects.toThrow(
      `predict: ${rule} a promise (await it first)`,
    );
    expect(() => train('model.json' as never, options)).toThrow(
      `train: ${rule} 'model.json': load it with tf.loadLayersModel first`,
    );
    await expect(saveCheckpoint(memoryHandler(), { model: spec, epoch: 1 })).rejects.toThrow(
      `saveCheckpoint: ${rule} a NinSpec`,
    );
    expect(() => train(nin(tinySpec), options)).toThrow('train: data.shape must be [32, 32, 3]');
  });

  test('options left out', () => {
    expect(() => train(zeroModel(), undefined as never)).toThrow(
      /^train: options must be an object with the fields data, validation, epochs, .* got undefined$/,
    );
  });

  const kinds = 'train: data must be arrays, batches or a function that returns batches, got ';
  test.each<[string, unknown, string]>([
    ['a promise', Promise.resolve(twoImages), 'a promise (await it first)'],
    [
      'both parts of a data set',
      { train: twoImages, test: twoImages },
      'both parts of a data set: pass one of them, such as data.train',
    ],
    [
      'a tf.data Dataset',
      { forEachAsync: () => 0, iterator: () => 0 },
      'a tf.data Dataset: pass a generator function that iterates over it and yields { images, labels, count }',
    ],
    [
      'tensors',
      [tf.zeros([2, 1]), tf.zeros([2])],
      'an array of tensors: pass { images, labels, shape } with await tensor.data()',
    ],
    ['a tensor', tf.zeros([2, 1]), 'a tensor (await tensor.data() first)'],
    ['images alone', new Float32Array(2), 'a Float32Array of 2: pass { images, labels, shape }'],
  ])('%s for the data', (_, data, got) => {
    expect(refusal({ data })).toThrow(new TypeError(kinds + got));
    const validation = got.replace('data.train', 'data.test');
    expect(refusal({ validation: data })).toThrow(
      kinds.replace('train: data', 'train: validation: data') + validation,
    );
  });

  test.each<[object, string]>([
    [
      { loss: 'categoricalCrossentropy' },
      "train: loss must be a function, such as sparseCategoricalCrossentropy(), got 'categoricalCrossentropy'",
    ],
    [{ schedule: 0.1 }, 'train: schedule must be a function, got 0.1'],
    [{ onProgress: 'log' }, "train: onProgress must be a function, got 'log'"],
    [
      { signal: new AbortController() },
      'train: signal must be an AbortSignal, got an AbortController: pass its signal',
    ],
    [
      { checkpoint: { save: './run' } },
      "train: checkpoint.save must be able to save, such as fileSystem(directory) or 'indexeddb://name', got './run'",
    ],
    [
      { checkpoint: { save: memoryHandler(), resume: 'yes' } },
      "train: checkpoint.resume must be true or false, got 'yes'",
    ],
    [
      { checkpoint: { save: memoryHandler(), metadata: 'mine' } },
      "train: checkpoint.metadata must be a JSON object, got 'mine'",
    ],
    [
      { data: { ...twoImages, labels: tf.zeros([2]) } },
      'train: labels must be an array of class indices, got a tensor',
    ],
    [
      {
        data: {
          ...twoImages,
          labels: [
            [1, 0],
            [0, 1],
          ],
        },
      },
      'train: label [1,0] is not a number',
    ],
    [{ data: { ...twoImages, labels: BigInt64Array.of(0n, 1n) } }, 'train: label 0n is not a number'],
  ])('%o', (other, message) => {
    expect(refusal(other)).toThrow(message);
  });

  test('batches that are none', async () => {
    const stops = (data: unknown) => expect(train(zeroModel(), { ...options, data: data as never })).rejects;
    await stops(() => undefined).toThrow(
      'train: data must return batches, as a generator does, got undefined',
    );
    await stops(() => Promise.resolve([batchOf([1], [0])])).toThrow('got a promise (await it first)');
    await stops([1]).toThrow('train: a batch must be { images, labels, count }, got 1');
    await expect(predict(zeroModel(), (() => 0) as never)).rejects.toThrow(
      'predict: data must return batches',
    );
  });
});

test('without a backend, what to do is said', async () => {
  const model = tfl.sequential({ layers: [tfl.layers.dense({ units: 2, inputShape: [1] })] });
  const cpu = tf.findBackendFactory('cpu');
  tf.removeBackend('cpu');
  try {
    const rule = 'a tfjs backend must run first: await selectBackend() of @nin/backends';
    expect(() => train(model, options)).toThrow(`train: ${rule}`);
    await expect(evaluate(model, twoImages)).rejects.toThrow(`evaluate: ${rule}`);
    await expect(predict(model, twoImages)).rejects.toThrow(`predict: ${rule}`);
  } finally {
    tf.registerBackend('cpu', cpu);
    await tf.setBackend('cpu');
  }
});

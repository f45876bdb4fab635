import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { evaluate, predict, train, type LabeledData, type TrainOptions } from '@nin/trainer';
import { beforeAll, describe, expect, test } from 'vitest';
import { batchOf, collect, memoryHandler, stripes, tinyNetwork, twoImages, zeroModel } from './tiny';

beforeAll(() => tf.setBackend('cpu'));

/** What `train` throws at once for these options. */
function refusal(options: object, model: tfl.LayersModel = zeroModel()): () => unknown {
  const fine: TrainOptions = { data: twoImages, epochs: 1, optimizer: tf.train.sgd(0.1) };
  return () => train(model, { ...fine, ...options });
}

describe('train refuses at once', () => {
  test.each([
    [{ epochs: 0 }, 'train: epochs must be a positive integer, got 0'],
    [{ epochs: 1.5 }, 'train: epochs must be a positive integer, got 1.5'],
    [{ batchSize: 0 }, 'train: batchSize must be a positive integer, got 0'],
    [{ batchSize: NaN }, 'train: batchSize must be a positive integer, got NaN'],
    [{ seed: 0.5 }, 'train: seed must be an integer, got 0.5'],
    [{ stepsPerEpoch: 0 }, 'train: stepsPerEpoch must be a positive integer, got 0'],
    [{ scheduleUnit: 'batch' }, "train: scheduleUnit must be one of 'epoch', 'step', got 'batch'"],
    [
      { monitor: 'f1' },
      "train: monitor must be one of 'loss', 'accuracy', 'validationLoss', 'validationAccuracy', got 'f1'",
    ],
    [{ monitor: 'validationLoss' }, 'train: monitor validationLoss needs validation data, got none'],
    [{ earlyStopping: { patience: 0 } }, 'train: earlyStopping.patience must be a positive integer, got 0'],
    [
      { checkpoint: { save: memoryHandler(), every: 0 } },
      'train: checkpoint.every must be a positive integer, got 0',
    ],
    [
      { checkpoint: { save: memoryHandler() }, earlyStopping: { patience: 1 } },
      'train: checkpoint.best must say where the best weights go, as earlyStopping puts them back after a resume, got undefined',
    ],
    [{ augment: {} }, 'train: augment needs a data function that augments, got arrays or batches'],
    [
      { optimizer: 'adam' },
      "train: optimizer must be a tf.Optimizer, such as tf.train.adam() or adamW() of @nin/optimizers, got 'adam'",
    ],
    [
      { optimizer: undefined },
      'train: optimizer must be a tf.Optimizer, such as tf.train.adam() or adamW() of @nin/optimizers, got undefined',
    ],
    [
      { data: undefined },
      'train: data must be arrays, batches or a function that returns batches, got undefined',
    ],
  ])('%j', (options, message) => {
    expect(refusal(options)).toThrow(message);
  });

  test.each([
    [{ ...twoImages, labels: [0, 12] }, 'train: label 12 is outside 0..1'],
    [{ ...twoImages, labels: [0, -1] }, 'train: label -1 is outside 0..1'],
    [{ ...twoImages, labels: [0, NaN] }, 'train: label NaN is outside 0..1'],
    [{ ...twoImages, labels: [0, 0.5] }, 'train: label 0.5 is not an integer'],
    [{ ...twoImages, labels: [0] }, 'train: labels must be 2, one per image, got 1'],
    [{ images: twoImages.images, shape: [1] }, 'train: labels must be given, got none'],
    [{ ...twoImages, shape: [2] }, "train: data.shape must be [1], the model's input, got [2]"],
    [{ ...twoImages, count: 3 }, 'train: data.images must have 3 × 1 values, got 2'],
    [{ ...twoImages, count: -1 }, 'train: data.count must be a non-negative integer, got -1'],
    [
      { ...twoImages, images: [1, 2] },
      'train: data.images must be a Uint8Array or a Float32Array, got [1,2]',
    ],
    [
      { images: new Float32Array(0), labels: [], shape: [1] },
      'train: data must hold at least one image, got none',
    ],
  ])('data that do not fit: %j', (data, message) => {
    expect(refusal({ data })).toThrow(message);
    const ofValidation = message.replace(
      /^train: (train)?/,
      (_, train) => `train: validation: ${train ? 'data' : ''}`,
    );
    expect(refusal({ validation: data })).toThrow(ofValidation);
  });

  test('images that are no whole number of images', () => {
    const data = { images: new Uint8Array(17), labels: [0], shape: [4, 4, 1] };
    expect(refusal({ data }, tinyNetwork())).toThrow(
      'train: data.images must have a multiple of 4 × 4 × 1 values, got 17',
    );
  });

  test('models that are no classifier, or cannot be trained', () => {
    expect(refusal({}, tfl.sequential())).toThrow(
      'train: model must be built (give its first layer an inputShape)',
    );
    const input = tfl.input({ shape: [1] });
    const one = tfl.layers.dense({ units: 2 }).apply(input) as tfl.SymbolicTensor;
    const two = tfl.layers.dense({ units: 2 }).apply(input) as tfl.SymbolicTensor;
    expect(refusal({}, tfl.model({ inputs: input, outputs: [one, two] }))).toThrow(
      'train: model must have one input and one output, got 1 and 2',
    );
    const map = tfl.sequential({
      layers: [tfl.layers.conv2d({ filters: 2, kernelSize: 1, inputShape: [4, 4, 1] })],
    });
    expect(refusal({}, map)).toThrow(
      'train: model must give [batch, classes], got the output shape [null, 4, 4, 2]',
    );
    const frozen = zeroModel();
    frozen.trainable = false;
    expect(refusal({}, frozen)).toThrow('train: model must have trainable weights, got none');
  });

  test('nothing where all is well: [] is no validation', async () => {
    const [report] = await collect(refusal({ validation: [] })() as ReturnType<typeof train>);
    expect(report.validationLoss).toBeUndefined();
    expect(report.validationAccuracy).toBeUndefined();
  });
});

describe('train refuses a batch', () => {
  const stops = (data: LabeledData, options: Partial<TrainOptions> = {}) =>
    expect(collect(train(zeroModel(), { data, epochs: 1, optimizer: tf.train.sgd(0.1), ...options })))
      .rejects;

  test('whose labels or images do not fit', async () => {
    await stops([batchOf([1, 3], [0, 12])]).toThrow('train: label 12 is outside 0..1');
    await stops([batchOf([1, 3], [0])]).toThrow('train: labels must be 2, one per image, got 1');
    await stops([{ ...batchOf([1, 3], [0, 1]), count: 3 }]).toThrow(
      "train: a batch's images must have 3 × 1 values, got 2",
    );
    await stops([{ ...batchOf([1, 3], [0, 1]), count: 0 }]).toThrow(
      "train: a batch's count must be a positive integer, got 0",
    );
    await stops([{ ...batchOf([1, 3], [0, 1]), shape: [2] }]).toThrow(
      "train: a batch's shape must be [1], the model's input, got [2]",
    );
    const bytes = { ...batchOf([1, 3], [0, 1]), images: Uint8Array.of(1, 3) as unknown as Float32Array };
    await stops([bytes]).toThrow("train: a batch's images must be a Float32Array, got a Uint8Array of 2");
  });

  test('that never comes', async () => {
    await stops(() => []).toThrow('train: data must give at least one batch, got none in epoch 1');
    // A generator is through after one epoch.
    const once = [batchOf([1, 3], [0, 1])].values();
    await stops(once, { epochs: 2 }).toThrow('train: data must give at least one batch, got none in epoch 2');
    await stops(twoImages, { validation: () => [] }).toThrow(
      'train: validation: data must hold at least one image, got none',
    );
  });

  test('before any weight has changed, where arrays are wrong at their end', () => {
    const data = stripes(20);
    const labels = Array.from(data.labels).with(19, 4);
    expect(refusal({ data: { ...data, labels } }, tinyNetwork())).toThrow('label 4 is outside 0..3');
  });
});

describe('a schedule', () => {
  const run = (optimizer: tf.Optimizer, schedule: (step: number) => number) =>
    expect(collect(train(zeroModel(), { data: twoImages, epochs: 1, optimizer, schedule }))).rejects;

  test('needs an optimizer whose rate can be set, and finite rates', async () => {
    const nameless = tf.train.sgd(0.1);
    const stubborn = Object.create(nameless, {
      setLearningRate: { value: undefined },
      learningRate: { get: () => 0.1 },
    }) as tf.Optimizer;
    await run(stubborn, () => 0.1).toThrow(
      'train: optimizer must have a writable learningRate to follow a schedule, got SGD',
    );
    await run(tf.train.sgd(0.1), () => NaN).toThrow('train: schedule(0) must be a finite number, got NaN');
  });
});

describe('evaluate and predict refuse', () => {
  test('what does not fit', async () => {
    const model = zeroModel();
    await expect(evaluate(model, twoImages, { batchSize: 0 })).rejects.toThrow(
      'evaluate: batchSize must be a positive integer, got 0',
    );
    await expect(predict(model, twoImages, { batchSize: -1 })).rejects.toThrow(
      'predict: batchSize must be a positive integer, got -1',
    );
    await expect(evaluate(model, [])).rejects.toThrow(
      'evaluate: data must hold at least one image, got none',
    );
    await expect(predict(model, [])).rejects.toThrow('predict: data must hold at least one image, got none');
    await expect(evaluate(model, { ...twoImages, labels: [0, 7] })).rejects.toThrow(
      'evaluate: label 7 is outside 0..1',
    );
    await expect(evaluate(model, [batchOf([1], [7])])).rejects.toThrow('evaluate: label 7 is outside 0..1');
    await expect(evaluate(model, [{ images: new Float32Array(1), count: 1 }] as never)).rejects.toThrow(
      'evaluate: labels must be given, got none',
    );
    await expect(predict(model, { ...twoImages, shape: [3] })).rejects.toThrow(
      "predict: data.shape must be [1], the model's input, got [3]",
    );
  });
});

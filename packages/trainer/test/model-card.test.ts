import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { testMisuse } from '@nin/testing';
import {
  classify,
  deployableModel,
  describeModel,
  loadCheckpoint,
  modelCard,
  ModelCardError,
  prepareImages,
  saveCheckpoint,
  saveDeployable,
  type ModelDescription,
} from '@nin/trainer';
import { beforeAll, describe, expect, test } from 'vitest';
import { memoryHandler } from './tiny';

beforeAll(() => tf.setBackend('cpu'));

const normalization = { mean: [0.5], std: [0.25] };
const description: ModelDescription = { classNames: ['dark', 'bright'], normalization };
const data = { images: Uint8Array.of(1, 2, 3, 4), shape: [2, 2, 1] };

function gray(...last: tfl.layers.Layer[]): tfl.Sequential {
  return tfl.sequential({
    layers: [tfl.layers.flatten({ inputShape: [2, 2, 1] }), tfl.layers.dense({ units: 2 }), ...last],
  });
}

function described(): tfl.Sequential {
  const model = gray();
  describeModel(model, description);
  return model;
}

/** A described model whose card was changed, as whoever writes files could. */
function changed(change: (card: Record<string, unknown>) => unknown): tfl.LayersModel {
  const model = described();
  const copy = JSON.parse(JSON.stringify(modelCard(model))) as Record<string, unknown>;
  model.setUserDefinedMetadata({ modelCard: change(copy) as object });
  return model;
}

test('a model without a card is a state of its own: nothing is guessed', async () => {
  expect(modelCard(gray())).toBeUndefined();
  const other = gray();
  other.setUserDefinedMetadata({ notes: 'mine' });
  expect(modelCard(other)).toBeUndefined();
  for (const use of [classify(other, data), deployableModel(other), saveDeployable(memoryHandler(), other)]) {
    await expect(use).rejects.toThrow(ModelCardError);
    await expect(use).rejects.toMatchObject({ problem: 'missing' });
    await expect(use).rejects.toThrow(
      /^(classify|deployableModel|saveDeployable): model must have a card that says .*, got none: call describeModel/,
    );
  }
});

describe('a card that is damaged, or foreign, is refused by its field', () => {
  test.each<[string, (card: Record<string, unknown>) => unknown]>([
    ["the whole of the model's card must be an object, got 'text'", () => 'text'],
    ["the whole of the model's card must be an object, got null", () => null],
    ["version of the model's card must be 1, got 2", (card) => ({ ...card, version: 2 })],
    ["version of the model's card must be 1, got undefined", () => ({ model_details: 'of another tool' })],
    ["input of the model's card must be an object, got [1]", (card) => ({ ...card, input: [1] })],
    [
      "input.height of the model's card must be a positive integer or null, got -2",
      withInput({ height: -2 }),
    ],
    ["input.channels of the model's card must be a positive integer, got '3'", withInput({ channels: '3' })],
    [
      "input.range of the model's card must be [-2,2], as follows from its normalization, got [0,255]",
      withInput({ range: [0, 255] }),
    ],
    [
      "input.normalization of the model's card must be 'inside', or mean and std per channel, got 'standard'",
      withInput({ normalization: 'standard' }),
    ],
    [
      "input.normalization.std of the model's card must be 1 positive numbers, one per channel, got [0]",
      withInput({ normalization: { mean: [0], std: [0] } }),
    ],
    [
      "input.normalization.mean of the model's card must be 1 finite numbers, one per channel, got [0,0,0]",
      withInput({ normalization: { mean: [0, 0, 0], std: [1, 1, 1] } }),
    ],
    [
      "classNames of the model's card must be an array of names, got undefined",
      ({ classNames: _, ...card }) => card,
    ],
    [
      String.raw`classNames[1] of the model's card must be a string of 1 to 200 characters without control characters, got '\x1b[2J'`,
      (card) => ({ ...card, classNames: ['dark', '\u001b[2J'] }),
    ],
    [
      "output of the model's card must be 'logits' or 'probabilities', got 'scores'",
      (card) => ({ ...card, output: 'scores' }),
    ],
    ["loss of the model's card must be a string", (card) => ({ ...card, loss: 7 })],
    [
      "source.testAccuracy of the model's card must be a number from 0 to 1, got 78.77",
      (card) => ({ ...card, source: { testAccuracy: 78.77 } }),
    ],
    [
      "source.versions of the model's card must be an object of strings, got [1]",
      (card) => ({ ...card, source: { versions: [1] } }),
    ],
    [
      'card must be of this model, with the input [2,2,1] and 2 classes, got one with [4,2,1] and 2',
      withInput({ height: 4 }),
    ],
    [
      'card must be of this model, with the input [2,2,1] and 2 classes, got one with [2,2,1] and 3',
      (card) => ({ ...card, classNames: ['a', 'b', 'c'] }),
    ],
  ])('%s', async (message, change) => {
    const model = changed(change);
    expect(() => modelCard(model)).toThrow(ModelCardError);
    expect(() => modelCard(model)).toThrow(message);
    await expect(classify(model, data)).rejects.toMatchObject({ name: 'ModelCardError', problem: 'damaged' });
  });

  test('fields that nobody knows are left out, and names of objects do no harm', () => {
    const hostile = JSON.parse('{ "__proto__": { "polluted": true } }') as object;
    const model = changed((card) => ({
      ...card,
      hostile,
      source: hostile,
      input: { ...(card.input as object), hostile },
    }));
    const card = modelCard(model);
    expect(Object.keys(card ?? {}).sort()).toEqual(['classNames', 'input', 'output', 'source', 'version']);
    expect(Object.keys(card?.input ?? {}).sort()).toEqual([
      'channels',
      'height',
      'normalization',
      'range',
      'width',
    ]);
    expect(card?.source).toEqual({});
    expect(card?.source).not.toHaveProperty('polluted');
    expect({}).not.toHaveProperty('polluted');
  });
});

function withInput(fields: object): (card: Record<string, unknown>) => unknown {
  return (card) => ({ ...card, input: { ...(card.input as object), ...fields } });
}

describe('describing a model', () => {
  test.each<[string, object, tfl.Sequential?]>([
    ['classNames must be 2 names, one for each output, got ["a"]', { classNames: ['a'] }],
    ['classNames[0] must be a string of 1 to 200 characters', { classNames: ['', 'b'] }],
    ["normalization must be 'inside', or mean and std per channel, got 'unit'", { normalization: 'unit' }],
    [
      'normalization.mean must be 1 finite numbers, one per channel, got [0,0]',
      { normalization: { mean: [0, 0], std: [1, 1] } },
    ],
    ["output must be 'logits' or 'probabilities', got 'softmax'", { output: 'softmax' }],
    [
      "output must be 'probabilities', as the model ends in softmax, got 'logits'",
      { output: 'logits' },
      gray(tfl.layers.softmax({})),
    ],
    ['source.testAccuracy must be a number from 0 to 1, got 78', { source: { testAccuracy: 78 } }],
    [
      'source must have only the fields data, synthetic, epochs, testAccuracy, testImages, versions, got accuracy (did you mean testAccuracy?)',
      { source: { accuracy: 0.5 } },
    ],
    [
      'description must have only the fields classNames, normalization, output, loss, source, got classes (did you mean classNames?)',
      { classes: ['a', 'b'] },
    ],
  ])('%s', (message, part, model = gray()) => {
    expect(() => describeModel(model, { ...description, ...part })).toThrow(`describeModel: ${message}`);
    expect(modelCard(model)).toBeUndefined();
  });

  test('needs a model of images', () => {
    const flat = tfl.sequential({ layers: [tfl.layers.dense({ units: 2, inputShape: [3] })] });
    expect(() => describeModel(flat, description)).toThrow(
      'describeModel: model must have an input of shape [height, width, channels], got [3]',
    );
  });

  test('finds softmax at the end, as a layer, an activation or within a model', () => {
    const ends = [
      gray(tfl.layers.softmax({})),
      gray(tfl.layers.activation({ activation: 'softmax' })),
      gray(tfl.layers.dense({ units: 2, activation: 'softmax' })),
      tfl.sequential({ layers: [gray(tfl.layers.softmax({}))] }),
    ];
    for (const model of ends) expect(describeModel(model, description).output).toBe('probabilities');
    expect(describeModel(gray(), description).output).toBe('logits');
    // Numbers from 0 to 1 are no logits, whatever made them.
    const squashed = gray(tfl.layers.activation({ activation: 'sigmoid' }));
    expect(describeModel(squashed, description).output).toBe('probabilities');
    expect(() => describeModel(squashed, { ...description, output: 'logits' })).toThrow(
      "describeModel: output must be 'probabilities', as the model ends in sigmoid, got 'logits'",
    );
  });
});

test('a checkpoint keeps the card, and gives it to a model that has none', async () => {
  const handler = memoryHandler();
  const model = described();
  await saveCheckpoint(handler, { model, epoch: 1 });
  const fresh = gray();
  await loadCheckpoint(handler, { model: fresh });
  expect(modelCard(fresh)).toEqual(modelCard(model));
  const own = gray();
  const card = describeModel(own, { ...description, classNames: ['night', 'day'] });
  await loadCheckpoint(handler, { model: own });
  expect(modelCard(own)).toEqual(card);
});

describe('classifying refuses', () => {
  test.each<[string, object]>([
    [
      "data.shape must be [2, 2, 1], as the model's card says, got [2,2,3]: resize the images first",
      { images: new Uint8Array(12), shape: [2, 2, 3] },
    ],
    [
      'data.images must have one or more times 2 × 2 × 1 bytes, got 5',
      { images: new Uint8Array(5), shape: [2, 2, 1] },
    ],
    ['data.images must have 2 × 2 × 2 × 1 bytes, got 4', { ...data, count: 2 }],
    [
      'data must be { images, shape } with images a Uint8Array of pixels from 0 to 255, got floats: use predict for normalized images',
      { images: new Float32Array(4), shape: [2, 2, 1] },
    ],
  ])('%s', async (message, wrong) => {
    await expect(classify(described(), wrong as typeof data)).rejects.toThrow(`classify: ${message}`);
    expect(() => prepareImages(modelCard(described())!, wrong as typeof data)).toThrow(
      `prepareImages: ${message}`,
    );
  });

  test('outputs that are not finite', async () => {
    const model = described();
    model.setWeights([tf.fill([4, 2], NaN), tf.zeros([2])]);
    await expect(classify(model, data)).rejects.toThrow(
      "classify: the model's outputs must be finite, got NaN for image 0",
    );
    // Infinity − Infinity is NaN: the softmax of an infinite logit means nothing.
    model.setWeights([tf.tensor2d([0, 0, Infinity, 0, 0, 0, 0, 0], [4, 2]), tf.zeros([2])]);
    const bright = Uint8Array.of(0, 255, 0, 0);
    await expect(classify(model, { ...data, images: bright })).rejects.toThrow(
      "classify: the model's outputs must be finite, got",
    );
  });
});

testMisuse(
  { classify, deployableModel, describeModel, modelCard, prepareImages, saveDeployable },
  {
    classify: {
      arguments: { model: described(), data, options: {} },
      accepts: ['options: object', 'options: undefined'],
    },
    deployableModel: { arguments: { model: described() } },
    describeModel: { arguments: { model: gray(), description } },
    modelCard: { arguments: { model: described() } },
    prepareImages: { arguments: { card: modelCard(described()), data } },
    saveDeployable: { arguments: { handler: memoryHandler(), model: described() } },
  },
);

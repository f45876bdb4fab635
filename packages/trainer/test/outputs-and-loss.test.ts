import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { nin, tinySpec } from '@nin/blocks';
import { evaluate, sparseCategoricalCrossentropy, train, type Loss } from '@nin/trainer';
import { beforeAll, describe, expect, test } from 'vitest';
import { twoImages } from './tiny';

beforeAll(() => tf.setBackend('cpu'));

const { layers } = tfl;
const dense = (activation?: 'softmax' | 'sigmoid' | 'relu' | 'tanh') =>
  layers.dense({ units: 2, ...(activation && { activation }) });
const ending = (...last: tfl.layers.Layer[]) =>
  tfl.sequential({ layers: [layers.dense({ units: 2, inputShape: [1] }), ...last] });
/** Maps of two channels, made into outputs by the layers given. */
const maps = (activation: 'softmax' | 'relu', ...last: tfl.layers.Layer[]) =>
  tfl.sequential({
    layers: [
      layers.reshape({ inputShape: [1], targetShape: [1, 1, 1] }),
      layers.conv2d({ filters: 2, kernelSize: 1, activation }),
      ...last,
    ],
  });

function functional(): tfl.LayersModel {
  const input = tfl.input({ shape: [1] });
  return tfl.model({ inputs: input, outputs: dense('softmax').apply(input) as tfl.SymbolicTensor });
}

const bounded: [string, () => tfl.LayersModel, string][] = [
  ['a softmax in dense', () => ending(dense('softmax')), 'softmax'],
  ['a sigmoid', () => ending(dense('sigmoid')), 'sigmoid'],
  ['a softmax layer', () => ending(dense(), layers.softmax()), 'softmax'],
  ['an activation layer', () => ending(dense(), layers.activation({ activation: 'softmax' })), 'softmax'],
  ['dropout after it', () => ending(dense('softmax'), layers.dropout({ rate: 0.5 })), 'softmax'],
  ['flat maps', () => maps('softmax', layers.flatten()), 'softmax'],
  ['the mean of maps', () => maps('softmax', layers.globalAveragePooling2d({})), 'softmax'],
  [
    'a model within',
    () =>
      ending(
        tfl.sequential({ layers: [layers.dense({ units: 2, inputShape: [1], activation: 'softmax' })] }),
      ),
    'softmax',
  ],
  ['a functional model', functional, 'softmax'],
];

const unbounded: [string, () => tfl.LayersModel, string][] = [
  ['a dense layer', () => ending(dense()), 'linear'],
  ['a ReLU', () => ending(dense('relu')), 'relu'],
  ['tanh', () => ending(dense('tanh')), 'tanh'],
  ['a ReLU layer', () => ending(dense(), layers.reLU()), 'relu'],
  ['the mean of maps after a ReLU', () => maps('relu', layers.globalAveragePooling2d({})), 'relu'],
];

const trainOn = (model: tfl.LayersModel, loss?: Loss) => () =>
  train(model, { data: twoImages, epochs: 1, optimizer: tf.train.sgd(0.1), loss });

describe('a loss from logits', () => {
  test.each(bounded)('refuses %s', async (_, build, name) => {
    const message = `model must output logits, as the loss expects, got one that ends in ${name}: remove ${name}, or pass loss: sparseCategoricalCrossentropy({ fromLogits: false })`;
    expect(trainOn(build())).toThrow(new TypeError(`train: ${message}`));
    await expect(evaluate(build(), twoImages)).rejects.toThrow(`evaluate: ${message}`);
  });

  test.each(unbounded)('takes %s', (_, build) => {
    expect(trainOn(build())).not.toThrow();
  });

  test('takes the networks of @nin/blocks', () => {
    const data = { images: new Uint8Array(32 * 32 * 3), labels: [0], shape: [32, 32, 3] };
    expect(() => train(nin(tinySpec), { data, epochs: 1, optimizer: tf.train.sgd(0.1) })).not.toThrow();
  });
});

describe('a loss from probabilities', () => {
  const loss = sparseCategoricalCrossentropy({ fromLogits: false });

  test.each(unbounded)('refuses %s', async (_, build, name) => {
    const message = `model must output probabilities, as the loss expects, got one that ends in ${name}: end it in softmax, or pass loss: sparseCategoricalCrossentropy(), which takes logits`;
    expect(trainOn(build(), loss)).toThrow(new TypeError(`train: ${message}`));
    await expect(evaluate(build(), twoImages, { loss })).rejects.toThrow(`evaluate: ${message}`);
  });

  test.each(bounded)('takes %s', (_, build) => {
    expect(trainOn(build(), loss)).not.toThrow();
  });
});

test('a last layer that we do not know, and a loss that says nothing, are accepted', () => {
  const normalized = ending(dense('softmax'), layers.batchNormalization());
  expect(trainOn(normalized)).not.toThrow();
  const own: Loss = (yTrue, yPred) => sparseCategoricalCrossentropy()(yTrue, yPred);
  expect(trainOn(ending(dense('softmax')), own)).not.toThrow();
  const saying: Loss = Object.assign((yTrue: tf.Tensor, yPred: tf.Tensor) => own(yTrue, yPred), {
    fromLogits: true,
  });
  expect(trainOn(ending(dense('softmax')), saying)).toThrow('got one that ends in softmax');
});

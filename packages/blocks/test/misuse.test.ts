import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { sequential, layers, type LayersModel } from '@tensorflow/tfjs-layers';
import { testMisuse } from '@nin/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as testing from '@nin/blocks/testing';
import * as blocks from '../src/index';

const { diagram, formatProfile, layerShapes, nin, profile, tinySpec } = blocks;

let model: LayersModel;

beforeAll(async () => {
  await tf.setBackend('cpu');
  model = sequential({ layers: [layers.dense({ units: 2, inputShape: [3] })] });
});
afterAll(() => tf.disposeVariables());

const defaults = ['options: object', 'options: undefined'];
const plain = { options: {} };

testMisuse(blocks, {
  // A problem is an answer, not an error.
  checkSpec: {
    arguments: { spec: tinySpec, ...plain },
    accepts: [
      ...[
        'undefined',
        'null',
        'number',
        'string',
        'object',
        'unknown option',
        'array',
        'function',
        'promise',
      ].map((kind) => `spec: ${kind}`),
      ...defaults,
    ],
  },
  defineBlock: { arguments: { definition: { kind: 'x', description: '', fields: {}, build: () => [] } } },
  describeDiagram: { arguments: { spec: tinySpec, ...plain }, accepts: defaults },
  diagram: { arguments: { spec: tinySpec, options: {} }, accepts: defaults },
  formatProfile: { arguments: { profile: profile(tinySpec) } },
  layerShapes: {
    arguments: { network: tinySpec, inputShape: [32, 32, 3], ...plain },
    accepts: ['inputShape: undefined', ...defaults],
  },
  nin: { arguments: { spec: tinySpec, options: {} }, accepts: defaults },
  ninBlock: { arguments: { options: { filters: 2, kernelSize: 3 } } },
  profile: { arguments: { network: tinySpec, options: {} }, accepts: defaults },
  withClasses: { arguments: { spec: tinySpec, classes: 3, ...plain }, accepts: defaults },
  withInputShape: { arguments: { spec: tinySpec, inputShape: [16, 16, 1], ...plain }, accepts: defaults },
  withMlpLayers: { arguments: { spec: tinySpec, mlpLayers: 1, ...plain }, accepts: defaults },
  // Half of the width.
  withWidth: { arguments: { spec: tinySpec, factor: 2, ...plain }, accepts: ['factor: number', ...defaults] },
});

testMisuse(testing, {
  testBlockKind: {
    arguments: {
      kind: blocks.builtinKinds[0],
      samples: [{ filters: 2, kernelSize: 1 }],
      options: { test: () => undefined },
    },
  },
});

describe('a model instead of a spec, and vice versa', () => {
  test('diagram, nin and the functions that change a spec say what to pass', () => {
    const given = (name: string) =>
      `${name}: spec must be a NinSpec, got a model: pass the spec of the model (layerShapes and profile also accept models)`;
    expect(() => diagram(model as never)).toThrow(given('diagram'));
    expect(() => nin(model as never)).toThrow(given('nin'));
    expect(() => blocks.withClasses(model as never, 3)).toThrow(given('withClasses'));
  });

  test('formatProfile requires a profile', () => {
    expect(() => formatProfile(model as never)).toThrow(
      'formatProfile: profile must be the result of profile(network), got a model',
    );
    expect(() => formatProfile(tinySpec as never)).toThrow(
      'formatProfile: profile must be the result of profile(network), got an object',
    );
  });

  test('a model of another copy of tfjs-layers is reported as such', () => {
    // As a graph model has it, or a LayersModel of another copy of tfjs-layers.
    const foreign = { predict: () => undefined, blocks: [] };
    expect(() => layerShapes(foreign as never)).toThrow(
      'layerShapes: network must be a LayersModel of the same copy of @tensorflow/tfjs-layers, got a model of another class or copy',
    );
  });

  test('a forgotten await is reported', () => {
    expect(() => nin(Promise.resolve(tinySpec) as never)).toThrow(
      'nin: spec must be a NinSpec, such as tinySpec, got a promise (await it first)',
    );
    expect(() => profile(Promise.resolve(model) as never)).toThrow(
      'profile: network must be a NinSpec, such as tinySpec, or a LayersModel, got a promise (await it first)',
    );
    expect(() => (nin as (...none: never[]) => unknown)()).toThrow(
      'nin: spec must be a NinSpec, such as tinySpec, got undefined',
    );
  });
});

describe('unknown options', () => {
  test.each([
    [
      () => nin(tinySpec, { sed: 1 } as object),
      'nin: options must have only the fields seed, kinds, got sed (did you mean seed?)',
    ],
    [
      () => profile(tinySpec, { batchsize: 1 } as object),
      'profile: options must have only the fields batchSize, optimizerSlots, inputShape, kinds, got batchsize (did you mean batchSize?)',
    ],
    [
      () => diagram(tinySpec, { heading: 'x' } as object),
      'diagram: options must have only the fields theme, title, words, kinds, got heading',
    ],
    [
      () => blocks.withClasses({ ...tinySpec, input: [1] } as never, 3),
      'withClasses: spec must have only the fields inputShape, blocks, head, got input (did you mean inputShape?)',
    ],
    [() => nin(tinySpec, 5 as never), 'nin: options must be an object with the fields seed, kinds, got 5'],
  ])('%s', (call, message) => {
    expect(call).toThrow(message);
  });
});

test('an invalid input shape of a model is refused', () => {
  for (const shape of [null, 3, 'wide', [0], [[3], null], [[3], 'x']]) {
    expect(() => layerShapes(model, shape as never)).toThrow(
      'layerShapes: inputShape must be positive integers, or a list of such shapes, got ',
    );
  }
});

test('withWidth refuses a factor with widths out of range', () => {
  expect(() => blocks.withWidth(tinySpec, 1e300)).toThrow(
    'withWidth: factor must result in widths up to 1,000,000, got 1e+300 for 32 filters',
  );
});

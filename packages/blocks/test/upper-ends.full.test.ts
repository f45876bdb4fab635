import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { loadLayersModel } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  diagram,
  layerShapes,
  nin,
  ninBlock,
  profile,
  tinySpec,
  withClasses,
  withInputShape,
  withMlpLayers,
  withWidth,
  type BlockSpec,
  type NinSpec,
} from '../src/index';

beforeAll(() => tf.setBackend('cpu'));

const narrow: BlockSpec = { filters: 1, kernelSize: 1, mlpLayers: 0 };
const network = (blocks: readonly BlockSpec[], inputShape = [2, 2, 1]): NinSpec => ({
  inputShape,
  blocks,
  head: 'globalAverage',
});
const times = (count: number, block: BlockSpec) => Array.from({ length: count }, () => block);

describe('a number with too many digits is refused by every function that reads a spec', () => {
  const bad: [NinSpec, string][] = [
    [
      network([{ ...narrow, mlpLayers: 1e9 }]),
      'block 1: mlpLayers must be a non-negative integer up to 100, got 1000000000',
    ],
    [
      network([narrow, { ...narrow, filters: 1_000_001 }]),
      'block 2: filters must be a positive integer up to 1,000,000, got 1000001',
    ],
    [
      network([{ ...narrow, mlpLayers: 2, mlpFilters: 1e300 }]),
      'block 1: mlpFilters must be a positive integer up to 1,000,000, got 1e+300',
    ],
    [
      network([{ ...narrow, mlpLayers: 1, mlpFilters: [2e6] }]),
      'block 1: mlpFilters[0] must be a positive integer up to 1,000,000, got 2000000',
    ],
    [
      network([{ filters: 1, kernelSize: 1, mlpFilters: Array<number>(101).fill(1) }]),
      'block 1: mlpFilters must be an array of up to 100 positive integers, got an array of 101',
    ],
    [
      network([{ ...narrow, kernelSize: 1025 }]),
      'block 1: kernelSize must be a positive integer up to 1,024, got 1025',
    ],
    [
      network([{ ...narrow, strides: 1e9 }]),
      'block 1: strides must be a positive integer up to 1,000,000, got 1000000000',
    ],
    [
      network([{ ...narrow, pool: { kind: 'max', size: 1e9 } }]),
      'block 1: pool.size must be a positive integer up to 1,000,000, got 1000000000',
    ],
    [
      network([narrow], [2e6, 2, 1]),
      'inputShape must be [height, width, channels] in positive integers up to 1,000,000, got [2000000,2,1]',
    ],
    [
      network(times(2501, narrow)),
      'blocks must have up to 2,500 layers in all, got 2,501 in 2501 of 2501 blocks',
    ],
    // 9 · (1 + 100) · 3
    [
      network(times(12, { ...narrow, mlpLayers: 100, batchNorm: true })),
      'blocks must have up to 2,500 layers in all, got 2,727 in 9 of 12 blocks',
    ],
  ];
  test.each(bad)('%#', (spec, message) => {
    for (const read of [nin, profile, layerShapes, diagram]) {
      expect(() => read(spec)).toThrow(new RangeError(`${read.name}: ${message}`));
    }
  });
});

test('functions that change a spec refuse an impossible result', () => {
  expect(() => withMlpLayers(tinySpec, 1e9)).toThrow(
    'withMlpLayers: mlpLayers must be a non-negative integer up to 100, got 1000000000',
  );
  expect(() => withClasses(tinySpec, 1e9)).toThrow(
    'withClasses: classes must be a positive integer up to 1,000,000',
  );
  expect(() => withInputShape(tinySpec, [32, 32, 1e9])).toThrow(
    'positive integers up to 1,000,000, got [32,32,1000000000]',
  );
  expect(() => withWidth(network([{ ...narrow, filters: 3 }, narrow]), 400_000)).toThrow(
    'withWidth: factor must result in widths up to 1,000,000, got 400000 for 3 filters',
  );
  expect(() => ninBlock({ filters: 1, kernelSize: 1, mlpLayers: 3000 })).toThrow(
    'ninBlock: mlpLayers must be a non-negative integer up to 100, got 3000',
  );
});

test('a network with too many parameters is profiled, but not built', () => {
  // 1024² · 256 + 1 weights and a bias: 2 ** 28 + 1.
  const wide = network([{ ...narrow, kernelSize: 1024 }], [1024, 1024, 256]);
  expect(profile(wide).totals.params).toBe(2 ** 28 + 1);
  expect(() => nin(wide)).toThrow(
    'nin: spec must have up to 268,435,456 parameters (1 GiB), got 268,435,457',
  );
});

test('a total that a float64 would round is refused', () => {
  // 2 ** 16 · 2 ** 16 pixels, each with 1024² · 2 ** 16 multiplications: 2 ** 68.
  const vast = network([{ ...narrow, kernelSize: 1024 }], [65_536, 65_536, 65_536]);
  expect(() => profile(vast)).toThrow(
    `profile: totals.macs must be below 2 ** 53 to be counted, got ${2 ** 68}`,
  );
  expect(() => profile(tinySpec, { batchSize: 2 ** 31 })).toThrow(
    'profile: batchSize must be a positive integer up to 2,147,483,647, got 2147483648',
  );
});

test('the deepest network that is allowed is built, run, trained and loaded again', async () => {
  // 500 convolutions with all that can stand behind each, and the head.
  const deepest = network(
    times(500, { ...narrow, batchNorm: true, dropout: 0.1, pool: { kind: 'max', size: 1 } }),
  );
  const model = nin(deepest, { seed: 1 });
  expect(model.layers).toHaveLength(5 * 500 + 1);
  let saved: tf.io.ModelArtifacts = {};
  await model.save({
    save: (artifacts) => {
      saved = artifacts;
      return Promise.resolve({ modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } });
    },
  });
  const again = await loadLayersModel({ load: () => Promise.resolve(saved) });
  const image = tf.ones([1, 2, 2, 1]);
  const [first, second] = [model, again].map((one) => (one.predict(image) as tf.Tensor).dataSync()[0]);
  expect(first).toBe(second);
  model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
  const { history } = await model.fit(image, tf.zeros([1, 1]), { epochs: 1, verbose: 0 });
  expect(history.loss).toHaveLength(1);
});

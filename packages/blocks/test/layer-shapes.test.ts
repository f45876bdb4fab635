import { describe, expect, test } from 'vitest';
import { layerShapes, tinySpec, type NinBlock, type NinSpec } from '../src/index';

// No backend is imported here: shapes of a spec need none.

function spec(inputShape: number[], ...blocks: Partial<NinBlock>[]): NinSpec {
  return {
    inputShape,
    blocks: blocks.map((block) => ({ filters: 2, kernelSize: 3, mlpLayers: 1, ...block })),
    head: 'globalAverage',
  };
}

const firstShape = (network: NinSpec) => layerShapes(network)[0]?.shape;

describe('layerShapes of a spec', () => {
  test('has ⌈size / strides⌉ positions with same padding, for every kernel size', () => {
    for (let size = 1; size <= 20; size++) {
      for (let strides = 1; strides <= 5; strides++) {
        for (const kernelSize of [1, 2, 3, 7]) {
          const places = Math.ceil(size / strides);
          expect(firstShape(spec([size, size + 1, 1], { kernelSize, strides }))).toEqual([
            places,
            Math.ceil((size + 1) / strides),
            2,
          ]);
        }
      }
    }
  });

  test('has as many positions without padding as a sliding window', () => {
    for (let size = 5; size <= 20; size++) {
      for (let strides = 1; strides <= 4; strides++) {
        for (const kernelSize of [1, 2, 5]) {
          let places = 0;
          for (let start = 0; start + kernelSize <= size; start += strides) places++;
          const conv = spec([size, size, 1], { kernelSize, strides, padding: 'valid' });
          expect(firstShape(conv)).toEqual([places, places, 2]);
          const pool = spec([size, size, 1], { pool: { kind: 'average', size: kernelSize, strides } });
          expect(layerShapes(pool)[1]).toEqual({
            name: 'pool1',
            kind: 'AveragePooling2D',
            shape: [places, places, 2],
          });
        }
      }
    }
  });

  test('pools with strides equal to the size by default, and pads with padding same', () => {
    // ⌊(7 − 3) / 3⌋ + 1 = 2; ⌈7 / 3⌉ = 3.
    expect(layerShapes(spec([7, 7, 1], { pool: { kind: 'max', size: 3 } }))[1]?.shape).toEqual([2, 2, 2]);
    const padded = spec([7, 7, 1], { pool: { kind: 'max', size: 3, padding: 'same' } });
    expect(layerShapes(padded)[1]?.shape).toEqual([3, 3, 2]);
  });

  test('accepts another input shape than that of the spec', () => {
    const network = spec([32, 32, 3], { strides: 2 });
    expect(layerShapes(network, [64, 31, 1])[0]?.shape).toEqual([32, 16, 2]);
  });

  test.each<[string, NinSpec, string]>([
    [
      'a convolution larger than the map',
      spec([8, 8, 3], { kernelSize: 11, padding: 'valid' }),
      'layerShapes: block 1: a convolution of 11×11 without padding must have a map of at least that size, got 8×8',
    ],
    [
      'a pooling larger than the map',
      // 8 → pooled by 2 → 4 → stride 2 → 2, and the second pooling needs 3.
      spec(
        [8, 9, 3],
        { pool: { kind: 'max', size: 2 } },
        { strides: 2, pool: { kind: 'max', size: 3, strides: 2 } },
      ),
      'layerShapes: block 2: a pooling of 3×3 without padding must have a map of at least that size, got 2×2',
    ],
    ['no block', spec([8, 8, 3]), 'layerShapes: blocks must be an array of at least one block, got []'],
    [
      'an invalid input shape',
      spec([8, 8], {}),
      'layerShapes: inputShape must be [height, width, channels] in positive integers, got [8,8]',
    ],
    [
      'a wrong field of a block',
      spec([8, 8, 3], {}, { filters: -1 }),
      'layerShapes: block 2: filters must be a positive integer, got -1',
    ],
    [
      'a wrong dropout',
      spec([8, 8, 3], { dropout: 1 }),
      'layerShapes: block 1: dropout must be in [0, 1), got 1',
    ],
    [
      'a wrong window of a pooling',
      spec([8, 8, 3], { pool: { kind: 'max', size: 0 } }),
      'layerShapes: block 1: pool.size must be a positive integer, got 0',
    ],
    [
      'wrong strides of a pooling',
      spec([8, 8, 3], { pool: { kind: 'max', size: 2, strides: 0 } }),
      'layerShapes: block 1: pool.strides must be a positive integer, got 0',
    ],
  ])('refuses %s', (_what, network, message) => {
    expect(() => layerShapes(network)).toThrow(message);
  });

  test.each<[string, unknown, string]>([
    [
      'a misspelled field of a block',
      spec([8, 8, 3], { kernel: 3 } as Partial<NinBlock>),
      'layerShapes: block 1 must have only the fields kind, filters, kernelSize, strides, padding, mlpLayers, mlpFilters, activation, outputActivation, batchNorm, kernelInitializer, pool, dropout, got kernel (did you mean kernelSize?)',
    ],
    [
      'a misspelled field of a spec',
      { ...tinySpec, classes: 10 },
      'layerShapes: spec must have only the fields inputShape, blocks, head, got classes',
    ],
    [
      'a misspelled field of a pooling',
      spec([8, 8, 3], { pool: { kind: 'max', size: 2, stride: 2 } } as Partial<NinBlock>),
      'layerShapes: block 1: pool must have only the fields kind, size, strides, padding, got stride (did you mean strides?)',
    ],
    [
      'an unknown pooling',
      spec([8, 8, 3], { pool: { kind: 'sum', size: 2 } } as unknown as Partial<NinBlock>),
      "layerShapes: block 1: pool.kind must be one of 'max', 'average', got 'sum'",
    ],
    [
      'an unknown padding of a pooling',
      spec([8, 8, 3], { pool: { kind: 'max', size: 2, padding: 'full' } } as unknown as Partial<NinBlock>),
      "layerShapes: block 1: pool.padding must be one of 'same', 'valid', got 'full'",
    ],
    [
      'an unknown head',
      { ...tinySpec, head: 'dense' },
      "layerShapes: head must be one of 'globalAverage', got 'dense'",
    ],
    [
      'blocks that are not an array',
      { ...tinySpec, blocks: {} },
      'layerShapes: blocks must be an array, got {}',
    ],
    [
      'a block that is not an object',
      { ...tinySpec, blocks: [null] },
      'layerShapes: block 1 must be an object with the fields kind, filters, kernelSize,',
    ],
    [
      'neither a spec nor a model',
      { layers: [] },
      'layerShapes: network must be a NinSpec, such as tinySpec, or a LayersModel, got {"layers":[]}',
    ],
    ['nothing', null, 'layerShapes: network must be a NinSpec, such as tinySpec, or a LayersModel, got null'],
    [
      'a hole in the blocks',
      { ...tinySpec, blocks: new Array(1) },
      'layerShapes: block 1 must be an object with the fields kind, filters, kernelSize,',
    ],
    [
      'a hole in the input shape',
      { ...tinySpec, inputShape: Object.assign(new Array(3), { 0: 32, 2: 3 }) },
      'layerShapes: inputShape must be [height, width, channels] in positive integers, got [32,null,3]',
    ],
    [
      'a dropout as a string',
      spec([8, 8, 3], { dropout: '0.5' as unknown as number }),
      "layerShapes: block 1: dropout must be in [0, 1), got '0.5'",
    ],
  ])('refuses %s from plain JavaScript', (_what, network, message) => {
    expect(() => layerShapes(network as NinSpec)).toThrow(message);
  });

  test('refuses several inputs for a spec', () => {
    expect(() => layerShapes(tinySpec, [[32, 32, 3]])).toThrow(
      'layerShapes: inputShape must be [height, width, channels] in positive integers, got [[32,32,3]]',
    );
  });
});

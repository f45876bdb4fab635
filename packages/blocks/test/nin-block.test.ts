import type { layers } from '@tensorflow/tfjs-layers';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { ninBlock, type NinBlockOptions } from '../src/index';

const config = (layer: layers.Layer | undefined) => layer?.getConfig() ?? {};
const names = (block: layers.Layer[]) => block.map(({ name }) => name);
const kinds = (block: layers.Layer[]) => block.map((layer) => layer.getClassName());

describe('ninBlock', () => {
  test('is a k×k convolution and two 1×1 convolutions with ReLU by default', () => {
    const block = ninBlock({ filters: 96, kernelSize: 11, name: 'block1' });
    expect(names(block)).toEqual(['block1/conv', 'block1/mlp1', 'block1/mlp2']);
    expect(block.map((layer) => config(layer).kernelSize)).toEqual([
      [11, 11],
      [1, 1],
      [1, 1],
    ]);
    for (const layer of block) {
      expect(config(layer)).toMatchObject({
        filters: 96,
        strides: [1, 1],
        padding: 'same',
        activation: 'relu',
        useBias: true,
      });
    }
    // Glorot's uniform: scale 1, mean of fan in and fan out.
    expect(config(block[0]).kernelInitializer).toMatchObject({
      config: { scale: 1, mode: 'fanAvg', distribution: 'uniform' },
    });
  });

  test('applies strides and padding to the k×k convolution only', () => {
    const [conv, mlp1] = ninBlock({ filters: 4, kernelSize: 7, strides: 3, padding: 'valid' });
    expect(config(conv)).toMatchObject({ strides: [3, 3], padding: 'valid' });
    expect(config(mlp1)).toMatchObject({ strides: [1, 1] });
  });

  test('accepts the number and the widths of the 1×1 convolutions', () => {
    const widths = (options: Partial<NinBlockOptions>) =>
      ninBlock({ filters: 192, kernelSize: 5, ...options }).map((layer) => config(layer).filters);
    expect(widths({ mlpLayers: 0 })).toEqual([192]);
    expect(widths({ mlpLayers: 3 })).toEqual([192, 192, 192, 192]);
    expect(widths({ mlpFilters: 64 })).toEqual([192, 64, 64]);
    expect(widths({ mlpFilters: 64, mlpLayers: 1 })).toEqual([192, 64]);
    expect(widths({ mlpFilters: [160, 96] })).toEqual([192, 160, 96]);
    expect(widths({ mlpFilters: [160, 96, 10], mlpLayers: 3 })).toEqual([192, 160, 96, 10]);
    expect(widths({ mlpFilters: [] })).toEqual([192]);
  });

  test('accepts another activation for the last convolution', () => {
    const activations = (options: Partial<NinBlockOptions>) =>
      ninBlock({ filters: 2, kernelSize: 1, activation: 'tanh', outputActivation: 'linear', ...options }).map(
        (layer) => config(layer).activation,
      );
    expect(activations({})).toEqual(['tanh', 'tanh', 'linear']);
    expect(activations({ mlpLayers: 0 })).toEqual(['linear']);
  });

  test('inserts batch normalization between a linear convolution with bias and its activation', () => {
    const block = ninBlock({
      filters: 8,
      kernelSize: 3,
      mlpLayers: 1,
      batchNorm: { momentum: 0.9, epsilon: 1e-5 },
      outputActivation: 'linear',
      name: 'a',
    });
    expect(names(block)).toEqual(['a/conv', 'a/conv/bn', 'a/conv/relu', 'a/mlp1', 'a/mlp1/bn']);
    expect(kinds(block)).toEqual([
      'Conv2D',
      'BatchNormalization',
      'Activation',
      'Conv2D',
      'BatchNormalization',
    ]);
    expect(config(block[0])).toMatchObject({ activation: 'linear', useBias: true });
    expect(config(block[1])).toMatchObject({ momentum: 0.9, epsilon: 1e-5 });
    expect(config(block[2])).toMatchObject({ activation: 'relu' });
  });

  test('has the batch normalization of Keras by default', () => {
    const [, bn] = ninBlock({ filters: 8, kernelSize: 3, batchNorm: true });
    expect(config(bn)).toMatchObject({ momentum: 0.99, epsilon: 1e-3 });
  });

  test.each([
    ['heNormal', { scale: 2, mode: 'fanIn', distribution: 'normal' }],
    ['heUniform', { scale: 2, mode: 'fanIn', distribution: 'uniform' }],
    ['glorotNormal', { scale: 1, mode: 'fanAvg', distribution: 'normal' }],
    ['leCunNormal', { scale: 1, mode: 'fanIn', distribution: 'normal' }],
    ['leCunUniform', { scale: 1, mode: 'fanIn', distribution: 'uniform' }],
  ] as const)('draws kernels as %s', (kernelInitializer, expected) => {
    for (const layer of ninBlock({ filters: 8, kernelSize: 3, kernelInitializer })) {
      expect(config(layer).kernelInitializer).toMatchObject({ config: expected });
    }
  });

  test('uses a different, deterministic seed for every convolution', () => {
    const seeds = (seed: number) =>
      ninBlock({ filters: 8, kernelSize: 3, mlpLayers: 40, seed }).map(
        (layer) => (config(layer).kernelInitializer as { config: { seed: number } }).config.seed,
      );
    const all = [0, 1, 2, -1].flatMap(seeds);
    expect(new Set(all).size).toBe(4 * 41);
    for (const seed of all) {
      // TensorFlow.js takes 0 for no seed.
      expect(Number.isInteger(seed) && seed > 0).toBe(true);
    }
    expect(seeds(7)).toEqual(seeds(7));
  });

  test('without a name has unique names by TensorFlow.js', () => {
    const all = [
      ...names(ninBlock({ filters: 1, kernelSize: 1 })),
      ...names(ninBlock({ filters: 1, kernelSize: 1 })),
    ];
    expect(new Set(all).size).toBe(6);
  });

  test.each<[Partial<Record<keyof NinBlockOptions, unknown>>, string]>([
    [{ filters: 0 }, 'ninBlock: filters must be a positive integer, got 0'],
    [{ filters: 1.5 }, 'ninBlock: filters must be a positive integer, got 1.5'],
    [{ filters: undefined }, 'ninBlock: filters must be a positive integer, got undefined'],
    [{ kernelSize: -3 }, 'ninBlock: kernelSize must be a positive integer, got -3'],
    [{ strides: 0 }, 'ninBlock: strides must be a positive integer, got 0'],
    [{ padding: 'full' }, "ninBlock: padding must be one of 'same', 'valid', got 'full'"],
    [{ mlpLayers: -1 }, 'ninBlock: mlpLayers must be a non-negative integer, got -1'],
    [{ mlpFilters: 0 }, 'ninBlock: mlpFilters must be a positive integer, got 0'],
    [{ mlpFilters: [4, NaN] }, 'ninBlock: mlpFilters[1] must be a positive integer, got NaN'],
    [{ mlpFilters: '4' }, "ninBlock: mlpFilters must be a positive integer or an array of them, got '4'"],
    [
      { mlpFilters: [4], mlpLayers: 2 },
      'ninBlock: mlpFilters must be an array with one entry for each of mlpLayers, got [4]',
    ],
    [{ activation: 'RELU' }, "ninBlock: activation must be one of 'relu', 'relu6',"],
    [{ outputActivation: 'none' }, "ninBlock: outputActivation must be one of 'relu',"],
    [
      { kernelInitializer: 'zeros' },
      "ninBlock: kernelInitializer must be one of 'glorotUniform', 'glorotNormal', 'heNormal', 'heUniform', 'leCunNormal', 'leCunUniform', got 'zeros'",
    ],
    [{ batchNorm: { momentum: 1 } }, 'ninBlock: batchNorm.momentum must be in [0, 1), got 1'],
    [{ batchNorm: { epsilon: 0 } }, 'ninBlock: batchNorm.epsilon must be a positive number, got 0'],
    [
      { batchNorm: { decay: 0.9 } },
      'ninBlock: batchNorm must have only the fields momentum, epsilon, got decay',
    ],
    [
      { batchNorm: 'yes' },
      "ninBlock: batchNorm must be true, false or an object with the fields momentum, epsilon, got 'yes'",
    ],
    [{ seed: 0.5 }, 'ninBlock: seed must be an integer, got 0.5'],
    [
      { inputShape: [32, 32] },
      'ninBlock: inputShape must be [height, width, channels] in positive integers, got [32,32]',
    ],
  ])('refuses %o', (change, message) => {
    const options = { filters: 8, kernelSize: 3, ...change } as unknown as NinBlockOptions;
    expect(() => ninBlock(options)).toThrow(message);
  });

  test('refuses an unknown option', () => {
    const misspelt = { filters: 8, kernelSize: 3, stride: 2 };
    expect(() => ninBlock(misspelt)).toThrow(
      /^ninBlock: options must have only the fields .*, got stride \(did you mean strides\?\)$/,
    );
  });

  test('has types', () => {
    expectTypeOf(ninBlock).returns.toEqualTypeOf<layers.Layer[]>();
    expectTypeOf<{ filters: 8 }>().not.toExtend<NinBlockOptions>();
    expectTypeOf<{ filters: 8; kernelSize: 3; padding: 'causal' }>().not.toExtend<NinBlockOptions>();
    expectTypeOf<{ filters: 8; kernelSize: 3; mlpFilters: readonly [4, 2] }>().toExtend<NinBlockOptions>();
  });
});

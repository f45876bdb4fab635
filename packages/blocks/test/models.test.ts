import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { input, layers, model as functional, sequential, type SymbolicTensor } from '@tensorflow/tfjs-layers';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { layerShapes, lectureSpec, nin, ninBlock, profile, tinySpec, type Network } from '../src/index';

beforeAll(() => tf.setBackend('cpu'));
afterEach(() => tf.disposeVariables());

const figures = (network: Network) =>
  profile(network).layers.map(({ name, kind, shape, params, macs }) => ({ name, kind, shape, params, macs }));
const macs = (network: Network) => profile(network).layers.map((layer) => layer.macs);
const params = (network: Network) => profile(network).layers.map((layer) => layer.params);
const symbolic = (value: unknown) => value as SymbolicTensor;

describe('models from other code', () => {
  test('a plain convolutional network, by hand', () => {
    const model = sequential({
      layers: [
        layers.conv2d({ filters: 6, kernelSize: 5, inputShape: [28, 28, 1], name: 'c1' }),
        layers.batchNormalization({ name: 'bn' }),
        layers.reLU({ name: 'relu' }),
        layers.averagePooling2d({ poolSize: 2, name: 'p1' }),
        layers.depthwiseConv2d({
          kernelSize: 3,
          depthMultiplier: 2,
          strides: 2,
          padding: 'same',
          name: 'dw',
        }),
        layers.separableConv2d({
          filters: 10,
          kernelSize: 3,
          depthMultiplier: 3,
          useBias: false,
          name: 'sep',
        }),
        layers.conv2dTranspose({ filters: 4, kernelSize: 2, strides: 2, name: 'up' }),
        layers.zeroPadding2d({ name: 'pad' }),
        layers.flatten({ name: 'flat' }),
        layers.dropout({ rate: 0.2, name: 'drop' }),
        layers.dense({ units: 7, name: 'fc', activation: 'softmax' }),
      ],
    });
    expect(figures(model)).toEqual([
      // 24 = 28 − 5 + 1; 5·5·1·6 weights and 6 biases; 24·24 places.
      { name: 'c1', kind: 'Conv2D', shape: [24, 24, 6], params: 156, macs: 576 * 150 },
      { name: 'bn', kind: 'BatchNormalization', shape: [24, 24, 6], params: 24, macs: 0 },
      { name: 'relu', kind: 'ReLU', shape: [24, 24, 6], params: 0, macs: 0 },
      { name: 'p1', kind: 'AveragePooling2D', shape: [12, 12, 6], params: 0, macs: 0 },
      // 3·3·6·2 weights, 12 biases; 6·6 places.
      { name: 'dw', kind: 'DepthwiseConv2D', shape: [6, 6, 12], params: 120, macs: 36 * 108 },
      // 3·3·12·3 depthwise and 36·10 pointwise weights; 4·4 places.
      { name: 'sep', kind: 'SeparableConv2D', shape: [4, 4, 10], params: 684, macs: 16 * 684 },
      // 2·2·4·10 weights, used at each of the 4·4 places of the input.
      { name: 'up', kind: 'Conv2DTranspose', shape: [8, 8, 4], params: 164, macs: 16 * 160 },
      { name: 'pad', kind: 'ZeroPadding2D', shape: [10, 10, 4], params: 0, macs: 0 },
      { name: 'flat', kind: 'Flatten', shape: [400], params: 0, macs: 0 },
      { name: 'drop', kind: 'Dropout', shape: [400], params: 0, macs: 0 },
      { name: 'fc', kind: 'Dense', shape: [7], params: 2807, macs: 2800 },
    ]);
    const { totals, unknown, layers: rows } = profile(model);
    expect(totals.params).toBe(model.countParams());
    expect(totals.nonTrainableParams).toBe(12);
    expect(unknown).toEqual([]);
    // A flattened map is the same memory.
    expect(rows.find(({ name }) => name === 'flat')?.activationBytes).toBe(0);
    model.dispose();
  });

  test('layers over time and volume', () => {
    const overTime = sequential({
      layers: [
        layers.conv1d({ filters: 4, kernelSize: 3, inputShape: [10, 2] }),
        layers.dense({ units: 5 }),
        layers.globalAveragePooling1d({}),
      ],
    });
    // 8 places × 3·2·4; then at each of the 8 places 4·5.
    expect(macs(overTime)).toEqual([8 * 24, 8 * 20, 0]);
    const overVolume = sequential({
      layers: [layers.conv3d({ filters: 2, kernelSize: 2, inputShape: [4, 4, 4, 3] })],
    });
    expect(macs(overVolume)).toEqual([27 * 48]);
    overTime.dispose();
    overVolume.dispose();
  });

  test('channelsFirst', () => {
    const model = sequential({
      layers: [
        layers.conv2d({ filters: 5, kernelSize: 3, dataFormat: 'channelsFirst', inputShape: [2, 8, 8] }),
      ],
    });
    // 6·6 places × 3·3·2·5.
    expect(figures(model)).toMatchObject([{ shape: [5, 6, 6], params: 95, macs: 36 * 90 }]);
    model.dispose();
  });

  test('a graph with a branch, an add and a concatenate', () => {
    const image = input({ shape: [8, 8, 3], name: 'image' });
    const a = symbolic(layers.conv2d({ filters: 4, kernelSize: 1, name: 'a' }).apply(image));
    const b = symbolic(layers.conv2d({ filters: 4, kernelSize: 3, padding: 'same', name: 'b' }).apply(image));
    const sum = symbolic(layers.add({ name: 'sum' }).apply([a, b]));
    const joint = symbolic(layers.concatenate({ name: 'joint' }).apply([sum, b]));
    const model = functional({ inputs: image, outputs: joint });
    const byName = Object.fromEntries(figures(model).map((row) => [row.name, row]));
    expect(byName).toMatchObject({
      image: { kind: 'InputLayer', shape: [8, 8, 3], macs: 0 },
      a: { params: 16, macs: 64 * 12 },
      b: { params: 112, macs: 64 * 108 },
      sum: { shape: [8, 8, 4], macs: 0 },
      joint: { shape: [8, 8, 8], macs: 0 },
    });
    // Four outputs of 8·8·4, 8·8·4, 8·8·4 and 8·8·8 numbers; the input is not counted.
    expect(profile(model).totals.activationBytes).toBe(4 * (3 * 256 + 512));
    // Another input follows every branch.
    expect(layerShapes(model, [16, 12, 3]).at(-1)).toEqual({
      name: 'joint',
      kind: 'Concatenate',
      shape: [16, 12, 8],
    });
    model.dispose();
  });

  test('a layer used twice: its parameters once, its MACs twice', () => {
    const image = input({ shape: [4, 4, 3], name: 'in' });
    const shared = layers.conv2d({ filters: 3, kernelSize: 1, name: 'shared' });
    const once = symbolic(shared.apply(image));
    const model = functional({ inputs: image, outputs: symbolic(shared.apply(once)) });
    expect(figures(model).filter(({ name }) => name === 'shared')).toMatchObject([
      { params: 12, macs: 144 },
      { params: 0, macs: 144 },
    ]);
    expect(profile(model).totals.params).toBe(model.countParams());
    model.dispose();
  });

  test('a nested model: one row of shapes, all rows of costs', () => {
    // The lecture's way to write it: a Sequential of Sequentials.
    const block = (filters: number, inputShape: number[], name: string) =>
      sequential({ name, layers: ninBlock({ filters, kernelSize: 3, mlpLayers: 1, inputShape, name }) });
    const model = sequential({
      layers: [
        block(4, [8, 8, 3], 'one'),
        layers.maxPooling2d({ poolSize: 2, name: 'pool' }),
        block(6, [4, 4, 4], 'two'),
        layers.globalAveragePooling2d({ name: 'mean' }),
      ],
    });
    expect(layerShapes(model)).toEqual([
      { name: 'one', kind: 'Sequential', shape: [8, 8, 4] },
      { name: 'pool', kind: 'MaxPooling2D', shape: [4, 4, 4] },
      { name: 'two', kind: 'Sequential', shape: [4, 4, 6] },
      { name: 'mean', kind: 'GlobalAveragePooling2D', shape: [6] },
    ]);
    expect(layerShapes(model, [20, 10, 3]).map(({ shape }) => shape)).toEqual([
      [20, 10, 4],
      [10, 5, 4],
      [10, 5, 6],
      [6],
    ]);
    expect(profile(model).layers.map(({ name }) => name)).toEqual([
      'one/one/conv',
      'one/one/mlp1',
      'pool',
      'two/two/conv',
      'two/two/mlp1',
      'mean',
    ]);
    // 3·3·3·4 + 4, 4·4 + 4, 3·3·4·6 + 6, 6·6 + 6.
    expect(params(model)).toEqual([112, 20, 0, 222, 42, 0]);
    expect(profile(model).totals.params).toBe(model.countParams());
    model.dispose();
  });

  test('a nested graph with two inputs', () => {
    const [left, right] = [input({ shape: [4], name: 'left' }), input({ shape: [6], name: 'right' })];
    const inner = functional({
      name: 'inner',
      inputs: [left, right],
      outputs: symbolic(
        layers
          .dense({ units: 2, name: 'fc' })
          .apply(symbolic(layers.concatenate({ name: 'cat' }).apply([left, right]))),
      ),
    });
    const [a, b] = [input({ shape: [4], name: 'a' }), input({ shape: [6], name: 'b' })];
    const model = functional({ inputs: [a, b], outputs: symbolic(inner.apply([a, b])) });
    expect(layerShapes(model).at(-1)).toMatchObject({ name: 'inner', shape: [2] });
    expect(profile(model, { inputShape: [[4], [6]] }).layers.at(-1)).toMatchObject({
      name: 'inner/fc',
      params: 22,
      macs: 20,
    });
    expect(() => layerShapes(model, [4])).toThrow(
      'layerShapes: inputShape must have a shape for each of the 2 inputs of the model, got 1',
    );
    model.dispose();
  });

  test('frozen layers and frozen models have no trainable parameters', () => {
    const frozen = (
      freeze: (inner: ReturnType<typeof sequential>, outer: ReturnType<typeof sequential>) => void,
    ) => {
      const inner = sequential({ layers: [layers.dense({ units: 2, inputShape: [3] })] });
      const outer = sequential({ layers: [inner, layers.dense({ units: 1 })] });
      freeze(inner, outer);
      const { trainableParams, params: all } = profile(outer).totals;
      outer.dispose();
      return [trainableParams, all];
    };
    // 3·2 + 2 and 2·1 + 1 parameters.
    expect(frozen(() => {})).toEqual([11, 11]);
    expect(frozen((inner) => (inner.trainable = false))).toEqual([3, 11]);
    expect(frozen((_, outer) => (outer.layers[1].trainable = false))).toEqual([8, 11]);
    expect(frozen((_, outer) => (outer.trainable = false))).toEqual([0, 11]);
  });

  test('unknown layer classes count their parameters, and their MACs are unknown', () => {
    // The default initializer of LSTM needs methods that tfjs-core alone does not have.
    const drawn = { recurrentInitializer: 'glorotUniform' } as const;
    const model = sequential({
      layers: [
        layers.lstm({ ...drawn, units: 4, inputShape: [5, 3], returnSequences: true }),
        layers.timeDistributed({ layer: layers.dense({ units: 2 }) }),
        layers.lstm({ ...drawn, units: 2 }),
        layers.dense({ units: 3 }),
      ],
    });
    const { totals, unknown, layers: rows } = profile(model);
    expect(unknown).toEqual(['LSTM', 'TimeDistributed']);
    expect(totals.params).toBe(model.countParams());
    expect(totals.macs).toBeNull();
    expect(rows.map(({ macs }) => macs)).toEqual([null, null, null, 6]);
    model.dispose();
  });

  test('an unknown input size must be given', () => {
    const model = sequential({
      layers: [layers.conv2d({ filters: 1, kernelSize: 3, inputShape: [null, null, 2] })],
    });
    expect(() => profile(model)).toThrow(
      'profile: inputShape must be given for a model with an unknown size in its own, got [null,null,2]',
    );
    expect(profile(model, { inputShape: [5, 5, 2] }).totals.macs).toBe(9 * 18);
    model.dispose();
  });

  test('an input shape that the layers cannot accept is refused', () => {
    const model = sequential({
      layers: [
        layers.conv2d({ filters: 2, kernelSize: 3, inputShape: [8, 8, 3], name: 'conv' }),
        layers.flatten(),
        layers.dense({ units: 2, name: 'fc' }),
      ],
    });
    expect(() => layerShapes(model, [8, 8, 1])).toThrow(
      'layerShapes: layer conv (Conv2D) was built for another input shape than 8×8×1',
    );
    expect(() => layerShapes(model, [8, 8])).toThrow(
      'layerShapes: layer conv (Conv2D) was built for another input shape than 8×8',
    );
    expect(() => layerShapes(model, [9, 8, 3])).toThrow(
      'layerShapes: layer fc (Dense) was built for another input shape than 84',
    );
    expect(() => layerShapes(model, [2, 2, 3])).toThrow(
      'layerShapes: layer conv (Conv2D) outputs a map of 0×0×2 for an input of 2×2×3',
    );
    expect(() => layerShapes(model, [8, -8, 3])).toThrow(
      'layerShapes: inputShape must be positive integers, or a list of such shapes, got [8,-8,3]',
    );
    model.dispose();
  });

  test('neither shapes nor costs allocate a tensor', () => {
    const model = nin(tinySpec);
    const before = tf.memory().numTensors;
    layerShapes(model, [2048, 2048, 3]);
    profile(model, { inputShape: [2048, 2048, 3] });
    profile(lectureSpec, { inputShape: [1024, 1024, 3] });
    layerShapes(lectureSpec);
    expect(tf.memory().numTensors).toBe(before);
    model.dispose();
  });
});

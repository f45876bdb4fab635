import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { layers } from '@tensorflow/tfjs-layers';
import { checkGradient, expectClose, expectNoLeak, randomValues } from '@nin/testing';
import { afterEach, expect, test, vi } from 'vitest';
import {
  batchNormalizationGradients,
  batchNormalize,
  type NormalizationInputs,
} from './reference/batch-norm';
import { describeOnWasm } from './on-wasm';

const epsilon = 0.01;
const momentum = 0.75;

interface LayerCase {
  shape: number[];
  axis: number;
}

/** The initial weights of a layer, and the gradient by its output. */
function layerData({ shape, axis }: LayerCase) {
  const channels = shape.at(axis) ?? 1;
  return {
    x: randomValues(tf.util.sizeFromShape(shape), 1).map((value) => 0.5 + value),
    dy: randomValues(tf.util.sizeFromShape(shape), 2),
    gamma: randomValues(channels, 3).map((value) => 1.5 + value),
    beta: randomValues(channels, 4),
    movingMean: randomValues(channels, 5),
    movingVariance: randomValues(channels, 6).map((value) => 1.5 + value),
  };
}

/** Runs the layer in training on the current backend. */
async function trainLayer({ shape, axis }: LayerCase) {
  const data = layerData({ shape, axis });
  return expectNoLeak(async () => {
    const layer = layers.batchNormalization({ axis, epsilon, momentum });
    const weights = [data.gamma, data.beta, data.movingMean, data.movingVariance];
    tf.tidy(() => {
      // In inference, so that it only builds the weights.
      layer.apply(tf.zeros(shape));
      layer.setWeights(weights.map((values) => tf.tensor1d(values)));
    });
    const x = tf.tidy(() => tf.variable(tf.tensor(data.x, shape)));
    const dy = tf.tensor(data.dy, shape);
    const [gamma, beta] = layer.trainableWeights.map((weight) => weight.read() as tf.Variable);
    const outputs: tf.Tensor[] = [];
    const weightedSum = () => {
      const y = tf.keep(layer.apply(x, { training: true }) as tf.Tensor);
      outputs.push(y);
      return tf.sum<tf.Scalar>(tf.mul(y, dy));
    };
    const gradients = tf.variableGrads(weightedSum, [x, gamma, beta]);
    const named = [x, gamma, beta].map(({ name }) => gradients.grads[name]);
    const averages = layer.nonTrainableWeights.map((weight) => weight.read());
    const all = [...outputs, ...averages, ...named];
    const [output, movedMean, movedVariance, dx, dGamma, dBeta] = await Promise.all(
      all.map((tensor) => tensor.data()),
    );
    layer.dispose();
    tf.dispose([x, dy, ...outputs, gradients.value, ...named]);
    return { output, movedMean, movedVariance, dx, dGamma, dBeta };
  });
}

/** Returns the expected results of the layer, with the last axis normalized. */
function reference(one: LayerCase) {
  const { x, dy, gamma, beta, movingMean, movingVariance } = layerData(one);
  const inputs: NormalizationInputs = { x, scale: gamma, offset: beta, epsilon };
  const { y, mean, variance } = batchNormalize(inputs);
  const { dx, dScale, dOffset } = batchNormalizationGradients(inputs, dy);
  const moved = (before: Float32Array, value: Float64Array) =>
    value.map((now, channel) => momentum * before[channel] + (1 - momentum) * now);
  return {
    output: y,
    movedMean: moved(movingMean, mean),
    movedVariance: moved(movingVariance, variance),
    dx,
    dGamma: dScale,
    dBeta: dOffset,
  };
}

type Results = ReturnType<typeof reference> | Awaited<ReturnType<typeof trainLayer>>;

function expectSameResults(actual: Results, expected: Results): void {
  expectClose(actual.output, expected.output);
  expectClose(actual.movedMean, expected.movedMean);
  expectClose(actual.movedVariance, expected.movedVariance);
  expectClose(actual.dx, expected.dx);
  expectClose(actual.dGamma, expected.dGamma);
  expectClose(actual.dBeta, expected.dBeta);
}

const lastAxis: LayerCase[] = [
  { shape: [21, 5], axis: -1 },
  { shape: [300, 33], axis: 1 },
  { shape: [3, 7, 5, 6], axis: -1 },
  { shape: [2, 19, 17, 9], axis: 3 },
];

describeOnWasm('the layer batchNormalization', () => {
  afterEach(async () => {
    vi.restoreAllMocks();
    await tf.setBackend('wasm');
  });

  test.each(lastAxis)('in training: $shape, axis $axis', async (one) => {
    const forward = vi.spyOn(tf.getKernel('BatchNormTraining', 'wasm'), 'kernelFunc');
    const backward = vi.spyOn(tf.getKernel('BatchNormTrainingBackprop', 'wasm'), 'kernelFunc');
    expectSameResults(await trainLayer(one), reference(one));
    expect(forward).toHaveBeenCalledTimes(1);
    expect(backward).toHaveBeenCalledTimes(1);
  });

  test.each(lastAxis)('on cpu with stock kernels: $shape, axis $axis', async (one) => {
    const onWasm = await trainLayer(one);
    await tf.setBackend('cpu');
    const forward = vi.spyOn(tf.getKernel('BatchNormTraining', 'wasm'), 'kernelFunc');
    const onCpu = await trainLayer(one);
    expect(forward).not.toHaveBeenCalled();
    expectSameResults(onCpu, reference(one));
    expectSameResults(onWasm, onCpu);
  });

  test('in inference uses the moving averages and does not change them', async () => {
    await expectNoLeak(() => {
      const layer = layers.batchNormalization({ epsilon: 0 });
      tf.tidy(() => {
        layer.apply(tf.zeros([1, 1]));
        layer.setWeights([2, 5, 3, 4].map((value) => tf.tensor1d([value])));
        // 2 · (x − 3) / √4 + 5
        const y = layer.apply(tf.tensor2d([3, 7], [2, 1])) as tf.Tensor;
        expect(Array.from(y.dataSync())).toEqual([5, 9]);
        expect(layer.getWeights().map((weight) => weight.dataSync()[0])).toEqual([2, 5, 3, 4]);
      });
      layer.dispose();
    });
  });

  test('second-order gradients', async () => {
    await expectNoLeak(async () => {
      const layer = layers.batchNormalization({ epsilon });
      const squared = (x: tf.Tensor) => tf.square(layer.apply(x, { training: true }) as tf.Tensor);
      const x = tf.tensor2d([0.3, -1, 0.7, 1.2, 0.1, -0.4], [3, 2]);
      // The finite differences use the training kernels, the second-order gradient uses stock kernels.
      await checkGradient((point) => tf.grad(squared)(point), [x]);
      x.dispose();
      layer.dispose();
    });
  });
});

import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { layers, sequential, type Sequential } from '@tensorflow/tfjs-layers';
import { randomValues, relativeError } from '@nin/testing';
import { expect, test } from 'vitest';
import { describeOnWebgl, webgl } from './webgl-setup';

/** Two blocks of a small network in network, which use all training kernels. */
function network(): Sequential {
  const relu = { activation: 'relu', padding: 'same' } as const;
  return sequential({
    layers: [
      layers.conv2d({ ...relu, inputShape: [9, 9, 3], filters: 7, kernelSize: 3 }),
      layers.conv2d({ filters: 6, kernelSize: 1 }),
      layers.batchNormalization({ momentum: 0.9 }),
      layers.activation({ activation: 'relu' }),
      layers.maxPooling2d({ poolSize: 3, strides: 2 }),
      layers.conv2d({ ...relu, filters: 8, kernelSize: 3 }),
      layers.conv2d({ filters: 5, kernelSize: 1 }),
      layers.globalAveragePooling2d({}),
    ],
  });
}
const batch = 6;

/** Trains from the same weights on the current backend. */
async function train(steps: number, eachStep: (step: number) => void = () => undefined) {
  const model = network();
  const start = model.getWeights().map((weight, i) => {
    const values = randomValues(weight.size, i + 1).map((value) =>
      weight.rank === 4 ? value / 3 : 1 + value / 9,
    );
    return tf.tensor(values, weight.shape);
  });
  model.setWeights(start);
  const x = tf.tensor(randomValues(batch * 9 * 9 * 3, 50), [batch, 9, 9, 3]);
  const labels = tf.oneHot(tf.tensor1d([0, 1, 2, 3, 4, 0], 'int32'), 5, 1, 0, 'float32');
  const optimizer = tf.train.adam(3e-3);
  const losses: number[] = [];
  for (let step = 0; step < steps; step++) {
    const loss = optimizer.minimize(
      () => tf.losses.softmaxCrossEntropy(labels, model.apply(x, { training: true }) as tf.Tensor),
      true,
    ) as tf.Scalar;
    losses.push((await loss.data())[0]);
    loss.dispose();
    eachStep(step);
  }
  const weights = await Promise.all(model.getWeights().map((weight) => weight.data()));
  optimizer.dispose();
  model.dispose();
  tf.dispose([start, x, labels]);
  return { losses, weights };
}

describeOnWebgl('training', () => {
  test('has the same losses as the cpu backend', async () => {
    const ours = await train(20);
    await tf.setBackend('cpu');
    const expected = await train(20);
    await tf.setBackend('webgl');
    expect(expected.losses[19]).toBeLessThan(0.9 * expected.losses[0]);
    expect(relativeError(ours.losses, expected.losses)).toBeLessThan(1e-3);
  });

  test('is reproducible: the same weights, bit for bit', async () => {
    const [first, second] = [await train(50), await train(50)];
    expect(second).toEqual(first);
  });

  test('of 200 steps leaks no tensor and no texture', async () => {
    const counts = () => {
      const textures = webgl().getTextureManager();
      return {
        tensors: tf.memory().numTensors,
        data: webgl().numDataIds(),
        used: textures.getNumUsedTextures(),
        all: textures.getNumUsedTextures() + textures.getNumFreeTextures(),
      };
    };
    let early: ReturnType<typeof counts> | undefined;
    await train(200, (step) => {
      if (step === 4) early = counts();
      if (step === 199) expect(counts()).toEqual(early);
    });
    expect(early?.used).toBeGreaterThan(0);
  });
});

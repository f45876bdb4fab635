import { selectBackend } from '@nin/backends';
import { lectureSpec, nin, type NinSpec } from '@nin/blocks';
import { adamW } from '@nin/optimizers';
import { sparseCategoricalCrossentropy } from '@nin/trainer';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { tapGradients } from '../src/tap-gradients';

beforeAll(async () => {
  await selectBackend();
});

/** The lecture's last block as a network of its own, for the 1×1 map that reaches it at 32×32. */
const lastBlock: NinSpec = { ...lectureSpec, inputShape: [1, 1, 1024], blocks: lectureSpec.blocks.slice(-1) };

/** The kernel [3, 3, 1024, 20] of its convolution, multiplied tap by tap. */
function scaleTaps(model: ReturnType<typeof nin>, factors: number[][]): void {
  const [kernel, ...others] = model.getWeights();
  if (kernel) model.setWeights([tf.mul(kernel, tf.tensor4d(factors.flat(), [3, 3, 1, 1])), ...others]);
}

describe('tapGradients', () => {
  test('finds none at the outer taps where the map is one pixel, and all taps at work on 2×2', async () => {
    const small = await tapGradients(lectureSpec, 32, 1);
    expect(small).toMatchObject({
      mapSize: 1,
      idle: 8 * 1024 * 20,
      weights: 9 * 1024 * 20,
      poolingChange: 0,
    });
    const large = await tapGradients(lectureSpec, 64, 1);
    expect(large).toMatchObject({ mapSize: 2, idle: 0, poolingChange: undefined });
    expect(large.largest.flat().every((value) => value > 0)).toBe(true);
  });

  test('leaves no tensor behind', async () => {
    const before = tf.memory().numTensors;
    await tapGradients(lectureSpec, 32, 1);
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('the outer taps of the last block at 32×32', () => {
  test('do not reach the outputs: any weights there give the same ones, to the last bit', () => {
    tf.tidy(() => {
      const model = nin(lastBlock, { seed: 1 });
      const features = tf.randomUniform([8, 1, 1, 1024], 0, 1, 'float32', 1);
      const outputs = () => Array.from((model.predict(features) as tf.Tensor).dataSync());
      const before = outputs();
      expect(Math.max(...before)).toBeGreaterThan(0);
      scaleTaps(model, [
        [9, -9, 9],
        [-9, 1, -9],
        [9, -9, 9],
      ]);
      expect(outputs()).toEqual(before);
      scaleTaps(model, [
        [1, 1, 1],
        [1, 2, 1],
        [1, 1, 1],
      ]);
      expect(outputs()).not.toEqual(before);
    });
  });

  test('are moved by weight decay alone', () => {
    tf.tidy(() => {
      const model = nin(lastBlock, { seed: 1 });
      const features = tf.randomUniform([8, 1, 1, 1024], 0, 1, 'float32', 1);
      const labels = tf.range(0, 8, 1, 'int32');
      const loss = sparseCategoricalCrossentropy();
      const corner = () =>
        tf.slice(model.getWeights()[0] as tf.Tensor4D, [0, 0, 0, 0], [1, 1, 1024, 20]).dataSync();
      const before = corner();
      adamW({ learningRate: 1, weightDecay: 0.5 }).minimize(() =>
        tf.mean(loss(labels, model.apply(features) as tf.Tensor)),
      );
      // w − 1 · 0.5 · w, which is exact.
      expect(Array.from(corner())).toEqual(Array.from(before, (weight) => 0.5 * weight));
    });
  });
});

import * as tf from '@tensorflow/tfjs-core';
import { describeEachBackend, expectClose, randomValues } from '@nin/testing';
import { describe, expect, test } from 'vitest';
import { computed, eachTap, everyVolume, outShape, volumeTitle, type VolumeCase } from './volume-cases';

const cases: VolumeCase[] = [
  ...everyVolume('valid'),
  ...everyVolume('same'),
  { input: [2, 3, 4, 5, 2], window: [2, 3, 2], strides: [1, 2, 3], pad: 1 },
  { input: [1, 5, 2, 3, 5], window: [3, 3, 3], strides: [3, 1, 2], pad: 2 },
];
const titled = cases.map((one) => [volumeTitle(one), one] as const);

/** Returns a pooling, its gradient on the current backend, and the output gradient. */
async function pool(kind: 'max' | 'average', one: VolumeCase, image: Float32Array) {
  const { input, window, strides, pad } = one;
  const run = kind === 'max' ? tf.maxPool3d : tf.avgPool3d;
  const forward = (x: tf.Tensor) => run(x as tf.Tensor5D, window, strides, pad);
  const shape = [...outShape(one), input[4]];
  const dy = randomValues(tf.util.sizeFromShape(shape), 3);
  const [y, dx] = await computed(() => {
    const x = tf.tensor(image, input);
    const result = forward(x);
    expect(result.shape).toEqual(shape);
    return [result, tf.grad(forward)(x, tf.tensor(dy, shape))];
  });
  return { y, dx, dy };
}

/** The voxels in each window, channel by channel. */
function windows(one: VolumeCase, places: number): number[][] {
  const channels = one.input[4];
  const voxels = Array.from({ length: places }, (): number[] => []);
  eachTap(one, (position, voxel) => {
    for (let c = 0; c < channels; c++) voxels[position * channels + c].push(voxel * channels + c);
  });
  return voxels;
}

async function checkMax(one: VolumeCase, x: Float32Array): Promise<void> {
  const { y, dx, dy } = await pool('max', one, x);
  const largest = windows(one, y.length).map((voxels) =>
    voxels.reduce((best, voxel) => (x[voxel] > x[best] ? voxel : best)),
  );
  expect(Array.from(y)).toEqual(largest.map((voxel) => x[voxel]));
  const right = new Float64Array(dx.length);
  largest.forEach((voxel, place) => (right[voxel] += dy[place]));
  expectClose(dx, right);
}

describeEachBackend('pooling volumes', (backend) => {
  describe('max', () => {
    test.each(titled)('%s', (_, one) => checkMax(one, distinct(one)));

    test('of negative voxels', () =>
      checkMax(
        cases[0],
        distinct(cases[0]).map((value) => value - 1000),
      ));

    test('gradients go to the first of equal voxels', () =>
      checkMax(
        { input: [2, 4, 5, 5, 3], window: [3, 2, 3], strides: [2, 1, 2], pad: 'same' },
        randomValues(2 * 4 * 5 * 5 * 3, 1).map((value) => Math.round(value) + 0),
      ));
  });

  describe('average', () => {
    test.each(titled)('%s', async (_, one) => {
      const x = randomValues(tf.util.sizeFromShape(one.input), 1);
      const { y, dx, dy } = await pool('average', one, x);
      const right = new Float64Array(dx.length);
      const means = windows(one, y.length).map((voxels, place) => {
        // Means exclude the padding.
        for (const voxel of voxels) right[voxel] += dy[place] / voxels.length;
        return voxels.reduce((sum, voxel) => sum + x[voxel], 0) / voxels.length;
      });
      expectClose(y, means);
      expectClose(dx, right);
    });
  });

  test('a window larger than the volume has an empty output and a zero gradient', async () => {
    const input: tf.Tensor5D['shape'] = [1, 2, 4, 4, 1];
    for (const run of [tf.maxPool3d, tf.avgPool3d]) {
      const forward = (x: tf.Tensor) => run(x as tf.Tensor5D, 3, 1, 'valid');
      const [dx] = await computed(() => {
        const x = tf.ones(input);
        const y = forward(x);
        expect(y.shape, backend).toEqual([1, 0, 2, 2, 1]);
        return [tf.grad(forward)(x, tf.zeros(y.shape))];
      });
      expect(Array.from(dx)).toEqual(Array.from({ length: 32 }, () => 0));
    }
  });
});

/** Returns distinct numbers in random order. */
function distinct({ input }: VolumeCase): Float32Array {
  const order = randomValues(tf.util.sizeFromShape(input), 1);
  const ranks = Array.from(order.keys()).sort((a, b) => order[a] - order[b]);
  const values = new Float32Array(order.length);
  ranks.forEach((place, rank) => (values[place] = rank - order.length / 2));
  return values;
}

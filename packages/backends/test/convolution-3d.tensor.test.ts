import * as tf from '@tensorflow/tfjs-core';
import { describeEachBackend, expectClose, randomValues } from '@nin/testing';
import { test } from 'vitest';
import { computed, eachTap, everyVolume, outShape, volumeTitle, type VolumeCase } from './volume-cases';

const cases: VolumeCase[] = [
  { input: [1, 2, 2, 2, 1], window: [1, 1, 1], strides: [2, 2, 2], pad: 'valid' },
  { input: [2, 4, 5, 6, 3], window: [3, 3, 3], strides: [1, 1, 1], pad: 'same' },
  ...everyVolume('valid'),
  // Also strides that exceed the kernel, for which the padding that tfjs-core computes is negative.
  ...everyVolume('same'),
];

describeEachBackend('a convolution of volumes and its gradients', () => {
  test.each(cases.map((one) => [volumeTitle(one), one] as const))('%s', async (_, one) => {
    const { input, window, strides } = one;
    const pad = one.pad === 'same' ? 'same' : 'valid';
    const channels = input[4];
    const out = 1 + (input[1] % 3);
    const x = randomValues(tf.util.sizeFromShape(input), 1);
    const filterShape = [...window, channels, out];
    const filter = randomValues(tf.util.sizeFromShape(filterShape), 2);
    const dyShape = [...outShape(one), out];
    const dy = randomValues(tf.util.sizeFromShape(dyShape), 3);
    const convolve = (image: tf.Tensor, weights: tf.Tensor) =>
      tf.conv3d(image as tf.Tensor5D, weights as tf.Tensor5D, strides, pad);
    const [y, dx, dFilter] = await computed(() => {
      const inputs: [tf.Tensor, tf.Tensor] = [tf.tensor(x, input), tf.tensor(filter, filterShape)];
      return [convolve(...inputs), ...tf.grads(convolve)(inputs, tf.tensor(dy, dyShape))];
    });
    const right = [dy, x, filter].map((values) => new Float64Array(values.length));
    eachTap(one, (position, voxel, tap) => {
      for (let c = 0; c < channels; c++)
        for (let q = 0; q < out; q++) {
          const [image, weight, error] = [
            voxel * channels + c,
            (tap * channels + c) * out + q,
            position * out + q,
          ];
          right[0][error] += x[image] * filter[weight];
          right[1][image] += dy[error] * filter[weight];
          right[2][weight] += dy[error] * x[image];
        }
    });
    [y, dx, dFilter].forEach((values, i) => expectClose(values, right[i]));
  });
});

import * as tf from '@tensorflow/tfjs-core';
import { describeEachBackend, expectClose, expectNoLeak, randomValues } from '@nin/testing';
import { describe, expect, test } from 'vitest';
import { randomCases } from './random-cases';

type Triple = [number, number, number];

interface VolumeCase {
  /** Batch, depth, height, width, channels. */
  input: [number, number, number, number, number];
  window: Triple;
  out: number;
  strides: Triple;
  pad: 'valid' | 'same';
}

const cases: VolumeCase[] = [
  { input: [1, 2, 2, 2, 1], window: [1, 1, 1], out: 1, strides: [2, 2, 2], pad: 'valid' },
  { input: [2, 4, 5, 6, 3], window: [3, 3, 3], out: 2, strides: [1, 1, 1], pad: 'same' },
  ...randomCases(8, 77, ({ between, oneOf }): VolumeCase | undefined => {
    const three = (low: number, high: number): Triple => [
      between(low, high),
      between(low, high),
      between(low, high),
    ];
    const one: VolumeCase = {
      input: [between(1, 2), ...three(1, 6), between(1, 3)],
      window: three(1, 3),
      out: between(1, 3),
      strides: three(1, 3),
      pad: oneOf(['same', 'valid'] as const),
    };
    const fits = one.window.every((taps, axis) => taps <= one.input[axis + 1]);
    // Stock shifts the windows of a `same` convolution whose stride exceeds its kernel.
    const overlaps = one.strides.every((stride, axis) => stride <= one.window[axis]);
    return one.pad === 'same' ? (overlaps ? one : undefined) : fits ? one : undefined;
  }),
];

/** Sizes along each axis, padded as TensorFlow does: the odd pixel of `same` comes after. */
function geometry({ input, window, strides, pad }: VolumeCase) {
  const sizes = [0, 1, 2].map((axis) => {
    const [size, taps, stride] = [input[axis + 1], window[axis], strides[axis]];
    if (pad === 'valid') return { out: Math.floor((size - taps) / stride) + 1, before: 0 };
    const out = Math.ceil(size / stride);
    return { out, before: Math.floor(Math.max(0, (out - 1) * stride + taps - size) / 2) };
  });
  return { out: sizes.map((size) => size.out), before: sizes.map((size) => size.before) };
}

/** Calls `visit` for each position of the window and each of its taps that meets a voxel. */
function eachTap(one: VolumeCase, visit: (position: number, voxel: number, tap: number) => void): void {
  const { input, window, strides } = one;
  const { out, before } = geometry(one);
  const count = (sizes: number[]) => sizes.reduce((product, size) => product * size, 1);
  const digits = (index: number, sizes: number[]) => {
    const [, b, c] = sizes;
    return [Math.floor(index / b / c), Math.floor(index / c) % b, index % c];
  };
  for (let n = 0; n < input[0]; n++)
    for (let p = 0; p < count(out); p++)
      for (let t = 0; t < count(window); t++) {
        const taps = digits(t, window);
        const at = digits(p, out).map((place, axis) => place * strides[axis] + taps[axis] - before[axis]);
        if (at.some((place, axis) => place < 0 || place >= input[axis + 1])) continue;
        const voxel = at.reduce((index, place, axis) => index * input[axis + 1] + place, n);
        visit(n * count(out) + p, voxel, t);
      }
}

/** The values of tensors, read and then disposed. */
async function computed(work: () => tf.Tensor[]): Promise<Float32Array[]> {
  return expectNoLeak(async () => {
    const results = tf.tidy(work);
    const values = await Promise.all(results.map((one) => one.data<'float32'>()));
    tf.dispose(results);
    return values;
  });
}

describeEachBackend('in three dimensions', () => {
  describe.each(cases)('$input under $window, $out, stride $strides, $pad', (one) => {
    const { input, window, out, strides, pad } = one;
    const channels = input[4];
    const x = randomValues(tf.util.sizeFromShape(input), 1);
    const outShape = [input[0], ...geometry(one).out];

    test('a convolution and its gradients', async () => {
      const filterShape = [...window, channels, out];
      const filter = randomValues(tf.util.sizeFromShape(filterShape), 2);
      const dy = randomValues(tf.util.sizeFromShape(outShape) * out, 3);
      const convolve = (image: tf.Tensor, weights: tf.Tensor) =>
        tf.conv3d(image as tf.Tensor5D, weights as tf.Tensor5D, strides, pad);
      const [y, dx, dFilter] = await computed(() => {
        const inputs: [tf.Tensor, tf.Tensor] = [tf.tensor(x, input), tf.tensor(filter, filterShape)];
        return [convolve(...inputs), ...tf.grads(convolve)(inputs, tf.tensor(dy, [...outShape, out]))];
      });
      const right = [y, dx, dFilter].map((values) => new Float64Array(values.length));
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

    test('a max pooling', async () => {
      const [max] = await computed(() => [tf.maxPool3d(tf.tensor5d(x, input), window, strides, pad)]);
      const largest = new Float32Array(max.length).fill(-Infinity);
      eachTap(one, (position, voxel) => {
        for (let c = 0; c < channels; c++) {
          const at = position * channels + c;
          largest[at] = Math.max(largest[at], x[voxel * channels + c]);
        }
      });
      expect(Array.from(max)).toEqual(Array.from(largest));
    });
  });
});

import * as tf from '@tensorflow/tfjs-core';
import { describeEachBackend, expectClose, expectNoLeak, randomValues, seededRandom } from '@nin/testing';
import { expect, test } from 'vitest';
import {
  convolve,
  filterGradient,
  imageGradient,
  type ConvolutionSizes,
} from '../src/self-check/reference-convolution';

type Padding = 'same' | 'valid' | [number, number, number, number];

interface Case {
  input: [number, number, number, number];
  filter: [number, number, number];
  strides: [number, number];
  padding: Padding;
}

/** As TensorFlow pads: `same` gives ceil(n / stride), the odd pixel of padding after. */
function sizesOf({
  input: [batch, inHeight, inWidth, inChannels],
  filter,
  strides,
  padding,
}: Case): ConvolutionSizes {
  const [filterHeight, filterWidth, outChannels] = filter;
  const axis = (size: number, kernel: number, stride: number, before: number, after: number) => {
    if (padding !== 'same') return { out: Math.floor((size + before + after - kernel) / stride) + 1, before };
    const out = Math.ceil(size / stride);
    return { out, before: Math.floor(Math.max(0, (out - 1) * stride + kernel - size) / 2) };
  };
  const [top, bottom, left, right] = typeof padding === 'string' ? [0, 0, 0, 0] : padding;
  const rows = axis(inHeight, filterHeight, strides[0], top, bottom);
  const columns = axis(inWidth, filterWidth, strides[1], left, right);
  return {
    batch,
    inHeight,
    inWidth,
    inChannels,
    filterHeight,
    filterWidth,
    outHeight: rows.out,
    outWidth: columns.out,
    outChannels,
    strideHeight: strides[0],
    strideWidth: strides[1],
    top: rows.before,
    left: columns.before,
  };
}

function randomCases(count: number, seed: number): Case[] {
  const next = seededRandom(seed);
  const between = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  const cases: Case[] = [];
  while (cases.length < count) {
    const pads = [0, 1, 2, 3][between(0, 3)];
    const padding = (
      ['same', 'valid', [between(0, pads), between(0, pads), between(0, pads), between(0, pads)]] as const
    )[between(0, 2)] as Padding;
    const one: Case = {
      input: [between(1, 5), between(1, 14), between(1, 14), between(1, 9)],
      filter: [between(1, 7), between(1, 7), between(1, 9)],
      strides: [between(1, 4), between(1, 4)],
      padding,
    };
    const { outHeight, outWidth } = sizesOf(one);
    // tfjs-core refuses explicit padding unless the window fits; such networks do not exist.
    if (outHeight > 0 && outWidth > 0) cases.push(one);
  }
  return cases;
}

const namedCases: Case[] = [
  { input: [4, 8, 8, 16], filter: [1, 1, 24], strides: [1, 1], padding: 'same' },
  { input: [4, 8, 8, 24], filter: [1, 1, 16], strides: [1, 1], padding: 'valid' },
  { input: [2, 9, 9, 5], filter: [1, 1, 7], strides: [2, 3], padding: 'same' },
  { input: [3, 32, 32, 3], filter: [7, 7, 12], strides: [3, 3], padding: 'same' },
  { input: [1, 24, 24, 1], filter: [11, 11, 6], strides: [4, 4], padding: 'valid' },
  { input: [2, 6, 5, 3], filter: [2, 4, 5], strides: [1, 1], padding: 'same' },
  { input: [2, 10, 11, 3], filter: [3, 2, 4], strides: [4, 3], padding: 'valid' },
  { input: [2, 1, 1, 20], filter: [3, 3, 20], strides: [1, 1], padding: 'same' },
  { input: [2, 5, 6, 3], filter: [2, 2, 4], strides: [3, 3], padding: [1, 2, 0, 1] },
  { input: [2, 5, 6, 3], filter: [1, 1, 4], strides: [1, 1], padding: [2, 1, 1, 2] },
];

const title = ({ input, filter, strides, padding }: Case) =>
  `[${input}] with ${filter[0]}×${filter[1]}×${filter[2]} /${strides} ${padding.toString()}`;

describeEachBackend('convolution gradients', () => {
  test.each([...namedCases, ...randomCases(40, 7)].map((one) => [title(one), one] as const))(
    '%s',
    async (_, one) => {
      const sizes = sizesOf(one);
      const { batch, outHeight, outWidth, outChannels, inChannels, filterHeight, filterWidth } = sizes;
      const outShape: [number, number, number, number] = [batch, outHeight, outWidth, outChannels];
      const filterShape: [number, number, number, number] = [
        filterHeight,
        filterWidth,
        inChannels,
        outChannels,
      ];
      const image = randomValues(tf.util.sizeFromShape(one.input), 1);
      const filter = randomValues(tf.util.sizeFromShape(filterShape), 2);
      const outputGradient = randomValues(tf.util.sizeFromShape(outShape), 3);
      const pad =
        typeof one.padding === 'string'
          ? one.padding
          : ([
              [0, 0],
              [one.padding[0], one.padding[1]],
              [one.padding[2], one.padding[3]],
              [0, 0],
            ] as [[number, number], [number, number], [number, number], [number, number]]);

      await expectNoLeak(async () => {
        const [byImage, byFilter] = tf.tidy(() => {
          const forward = (x: tf.Tensor, w: tf.Tensor) =>
            tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, one.strides, pad);
          const x = tf.tensor4d(image, one.input);
          const w = tf.tensor4d(filter, filterShape);
          const y = forward(x, w);
          expect(y.shape).toEqual(outShape);
          expectClose(y.dataSync(), convolve(sizes, image, filter));
          return tf.grads(forward)([x, w], tf.tensor4d(outputGradient, outShape));
        });
        expectClose(await byImage.data(), imageGradient(sizes, filter, outputGradient));
        expectClose(await byFilter.data(), filterGradient(sizes, image, outputGradient));
        tf.dispose([byImage, byFilter]);
      });
    },
  );
});

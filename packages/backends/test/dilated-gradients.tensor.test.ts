import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { describeEachBackend, expectClose, expectNoLeak, randomValues } from '@nin/testing';
import { describe, expect, test } from 'vitest';
import { randomCases } from './random-cases';

interface DilatedCase {
  input: [number, number, number, number];
  filter: [number, number];
  /** Output channels, or the channel multiplier of a depthwise convolution. */
  out: number;
  dilations: [number, number];
  pad: 'valid' | 'same';
}

const cases: DilatedCase[] = [
  { input: [1, 1, 5, 1], filter: [1, 2], out: 1, dilations: [1, 2], pad: 'valid' },
  { input: [2, 9, 8, 3], filter: [3, 3], out: 4, dilations: [2, 2], pad: 'same' },
  { input: [1, 11, 5, 2], filter: [3, 1], out: 1, dilations: [5, 3], pad: 'valid' },
  ...randomCases(4, 21, ({ between, oneOf }): DilatedCase | undefined => {
    const one: DilatedCase = {
      input: [between(1, 3), between(1, 9), between(1, 9), between(1, 4)],
      filter: [between(1, 3), between(1, 3)],
      out: between(1, 3),
      dilations: [between(2, 4), between(1, 4)],
      pad: oneOf(['same', 'valid'] as const),
    };
    const fits = one.filter.every((taps, axis) => (taps - 1) * one.dilations[axis] < one.input[axis + 1]);
    return one.pad === 'same' || fits ? one : undefined;
  }),
];

/** Both gradients from the definition, in float64: each output pixel meets each tap of the filter inside the image. */
function reference(
  one: DilatedCase,
  depthwise: boolean,
  x: Float32Array,
  filter: Float32Array,
  dy: Float32Array,
) {
  const { input, filter: taps, out, dilations, pad } = one;
  const [images, height, width, channels] = input;
  const gaps = taps.map((count, axis) => (count - 1) * dilations[axis]);
  const [outHeight, outWidth] = pad === 'same' ? [height, width] : [height - gaps[0], width - gaps[1]];
  const [top, left] = pad === 'same' ? gaps.map((gap) => Math.floor(gap / 2)) : [0, 0];
  const outChannels = depthwise ? channels * out : out;
  const [dx, dFilter] = [new Float64Array(x.length), new Float64Array(filter.length)];
  for (let place = 0; place < images * outHeight * outWidth; place++) {
    const [image, v, u] = [
      Math.floor(place / outWidth / outHeight),
      Math.floor(place / outWidth) % outHeight,
      place % outWidth,
    ];
    for (let tap = 0; tap < taps[0] * taps[1]; tap++) {
      const row = v - top + Math.floor(tap / taps[1]) * dilations[0];
      const column = u - left + (tap % taps[1]) * dilations[1];
      if (row < 0 || row >= height || column < 0 || column >= width) continue;
      for (let c = 0; c < channels; c++) {
        const pixel = ((image * height + row) * width + column) * channels + c;
        for (let q = 0; q < out; q++) {
          const error = dy[place * outChannels + (depthwise ? c * out + q : q)];
          const weight = (tap * channels + c) * out + q;
          dx[pixel] += error * filter[weight];
          dFilter[weight] += error * x[pixel];
        }
      }
    }
  }
  return { dx, dFilter };
}

async function check(one: DilatedCase, depthwise: boolean): Promise<void> {
  const { input, filter: taps, out, dilations, pad } = one;
  const filterShape: [number, number, number, number] = [...taps, input[3], out];
  const x = randomValues(tf.util.sizeFromShape(input), 1);
  const filter = randomValues(tf.util.sizeFromShape(filterShape), 2);
  const convolve = (image: tf.Tensor, weights: tf.Tensor) =>
    (depthwise ? tf.depthwiseConv2d : tf.conv2d)(
      image as tf.Tensor4D,
      weights as tf.Tensor4D,
      1,
      pad,
      'NHWC',
      dilations,
    );
  await expectNoLeak(async () => {
    const [shape, results, dy] = tf.tidy(() => {
      const inputs = [tf.tensor(x, input), tf.tensor(filter, filterShape)];
      const y = convolve(inputs[0], inputs[1]);
      const errors = randomValues(y.size, 3);
      return [y.shape, tf.grads(convolve)(inputs, tf.tensor(errors, y.shape)), errors] as const;
    });
    expect(shape[0]).toBe(input[0]);
    const { dx, dFilter } = reference(one, depthwise, x, filter, dy);
    const [actual, actualFilter] = await Promise.all(results.map((tensor) => tensor.data()));
    expectClose(actual, dx);
    expectClose(actualFilter, dFilter);
    tf.dispose([...results]);
  });
}

describeEachBackend('gradients of dilated convolutions', () => {
  describe.each([
    ['full', false],
    ['depthwise', true],
  ] as const)('%s', (_, depthwise) => {
    test.each(cases)('$input by $filter to $out, dilated $dilations, $pad', (one) => check(one, depthwise));
  });

  test('on an image of ones the gradient of each tap is the number of its pixels', () =>
    expectNoLeak(async () => {
      // Five pixels, taps two apart: three places.
      const convolve = (filter: tf.Tensor) =>
        tf.conv2d(tf.ones<tf.Rank.R4>([1, 1, 5, 1]), filter as tf.Tensor4D, 1, 'valid', 'NHWC', [1, 2]);
      const gradient = tf.tidy(() => tf.grad(convolve)(tf.ones([1, 2, 1, 1])));
      expect(Array.from(await gradient.data())).toEqual([3, 3]);
      gradient.dispose();
    }));
});

describeEachBackend('a dilated Conv2D layer', () => {
  test.each(['linear', 'sigmoid', 'relu'] as const)('trains with %s', async (activation) => {
    // One pixel of ones under one tap of weight w = 0.5 and bias 0, dy = 1: the weight's gradient is f′(0.5), so is the bias's.
    const risen = 1 / (1 + Math.exp(-0.5));
    const slopes = { linear: 1, sigmoid: risen * (1 - risen), relu: 1 };
    const kernelInitializer = tfl.initializers.constant({ value: 0.5 });
    const layer = tfl.layers.conv2d({
      filters: 1,
      kernelSize: 1,
      dilationRate: 2,
      activation,
      kernelInitializer,
    });
    layer.build([null, 1, 1, 1]);
    const [weight, bias] = layer.trainableWeights.map((one) => one.read() as tf.Variable);
    await expectNoLeak(async () => {
      const { value, grads } = tf.variableGrads(
        () => tf.sum(layer.apply(tf.ones([1, 1, 1, 1])) as tf.Tensor),
        [weight, bias],
      );
      for (const gradient of Object.values(grads)) expectClose(await gradient.data(), [slopes[activation]]);
      tf.dispose([value, grads]);
    });
    tf.dispose([weight, bias]);
  });
});

import * as tf from '@tensorflow/tfjs-core';
import { expectClose, expectNoLeak, randomValues } from '@nin/testing';
import { expect } from 'vitest';
import {
  depthwiseConvolve,
  depthwiseFilterGradient,
  depthwiseImageGradient,
  type DepthwiseSizes,
} from './reference/depthwise';
import { randomCases, type CaseSource } from './random-cases';
import { tfPadding, windowFits, windowSizes, type WindowCase } from './window-cases';

/** A depthwise convolution as a test case; the filter is height, width and multiplier. */
export interface DepthwiseCase extends WindowCase {
  filter: [number, number, number];
}

/** Seeded cases, padded `same` or `valid`. */
export function randomDepthwise(count: number, seed: number): DepthwiseCase[] {
  return randomCases(count, seed, ({ between, oneOf }: CaseSource) => {
    const one: DepthwiseCase = {
      input: [between(1, 4), between(1, 13), between(1, 13), between(1, 11)],
      filter: [between(1, 5), between(1, 5), between(1, 3)],
      strides: [between(1, 3), between(1, 3)],
      padding: oneOf(['same', 'valid']),
    };
    return windowFits(one) ? one : undefined;
  });
}

interface DepthwiseData {
  sizes: DepthwiseSizes;
  filterShape: [number, number, number, number];
  outShape: [number, number, number, number];
  image: Float32Array;
  filter: Float32Array;
}

function depthwiseData(one: DepthwiseCase): DepthwiseData {
  const [filterHeight, filterWidth, multiplier] = one.filter;
  const channels = one.input[3];
  const sizes = { ...windowSizes(one), channels, multiplier };
  const filterShape: DepthwiseData['filterShape'] = [filterHeight, filterWidth, channels, multiplier];
  return {
    sizes,
    filterShape,
    outShape: [sizes.batch, sizes.outHeight, sizes.outWidth, channels * multiplier],
    image: randomValues(tf.util.sizeFromShape(one.input), 1),
    filter: randomValues(tf.util.sizeFromShape(filterShape), 2),
  };
}

/** Expects a depthwise convolution on the current backend to agree with the float64 reference. */
export async function checkDepthwise(one: DepthwiseCase): Promise<void> {
  const { sizes, filterShape, outShape, image, filter } = depthwiseData(one);
  await expectNoLeak(async () => {
    const y = tf.tidy(() =>
      tf.depthwiseConv2d(
        tf.tensor4d(image, one.input),
        tf.tensor4d(filter, filterShape),
        one.strides,
        tfPadding(one.padding),
        'NHWC',
        one.dilations,
      ),
    );
    expect(y.shape).toEqual(outShape);
    expectClose(await y.data(), depthwiseConvolve(sizes, image, filter));
    y.dispose();
  });
}

/** Expects both gradients of a depthwise convolution to agree with the float64 reference. */
export async function checkDepthwiseGradients(one: DepthwiseCase): Promise<void> {
  const { sizes, filterShape, outShape, image, filter } = depthwiseData(one);
  const outputGradient = randomValues(tf.util.sizeFromShape(outShape), 3);
  await expectNoLeak(async () => {
    const [byImage, byFilter] = tf.tidy(() =>
      tf.grads((x, w) =>
        tf.depthwiseConv2d(x as tf.Tensor4D, w as tf.Tensor4D, one.strides, tfPadding(one.padding)),
      )(
        [tf.tensor4d(image, one.input), tf.tensor4d(filter, filterShape)],
        tf.tensor4d(outputGradient, outShape),
      ),
    );
    expectClose(await byImage.data(), depthwiseImageGradient(sizes, filter, outputGradient));
    expectClose(await byFilter.data(), depthwiseFilterGradient(sizes, image, outputGradient));
    tf.dispose([byImage, byFilter]);
  });
}

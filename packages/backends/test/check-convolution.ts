import * as tf from '@tensorflow/tfjs-core';
import { expectClose, expectNoLeak, randomValues } from '@nin/testing';
import { expect } from 'vitest';
import {
  convolve,
  filterGradient,
  imageGradient,
  type ConvolutionSizes,
} from '../src/self-check/reference-convolution';
import { tfPadding, windowSizes, type WindowCase } from './window-cases';

/** A convolution as a test case; the filter is height, width and output channels. */
export interface ConvolutionCase extends WindowCase {
  filter: [number, number, number];
}

/** The random factors of a convolution, and the sizes of its reference. */
export interface ConvolutionData {
  sizes: ConvolutionSizes;
  filterShape: [number, number, number, number];
  outShape: [number, number, number, number];
  image: Float32Array;
  filter: Float32Array;
}

/** Seeded factors of a convolution. */
export function convolutionData(one: ConvolutionCase): ConvolutionData {
  const [filterHeight, filterWidth, outChannels] = one.filter;
  const inChannels = one.input[3];
  const sizes = { ...windowSizes(one), inChannels, outChannels };
  const filterShape: ConvolutionData['filterShape'] = [filterHeight, filterWidth, inChannels, outChannels];
  return {
    sizes,
    filterShape,
    outShape: [sizes.batch, sizes.outHeight, sizes.outWidth, outChannels],
    image: randomValues(tf.util.sizeFromShape(one.input), 1),
    filter: randomValues(tf.util.sizeFromShape(filterShape), 2),
  };
}

/** Expects a convolution on the current backend, and both its gradients, to agree with the float64 reference. */
export async function checkConvolution(one: ConvolutionCase): Promise<void> {
  const { sizes, filterShape, outShape, image, filter } = convolutionData(one);
  const outputGradient = randomValues(tf.util.sizeFromShape(outShape), 3);
  const forward = (x: tf.Tensor, w: tf.Tensor) =>
    tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, one.strides, tfPadding(one.padding));
  await expectNoLeak(async () => {
    const [y, byImage, byFilter] = tf.tidy(() => {
      const x = tf.tensor4d(image, one.input);
      const w = tf.tensor4d(filter, filterShape);
      return [forward(x, w), ...tf.grads(forward)([x, w], tf.tensor4d(outputGradient, outShape))];
    });
    expect(y.shape).toEqual(outShape);
    expectClose(await y.data(), convolve(sizes, image, filter));
    expectClose(await byImage.data(), imageGradient(sizes, filter, outputGradient));
    expectClose(await byFilter.data(), filterGradient(sizes, image, outputGradient));
    tf.dispose([y, byImage, byFilter]);
  });
}

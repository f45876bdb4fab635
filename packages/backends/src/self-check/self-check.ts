import { requireBackend, requireOptions, requirePositive, type OptionNames } from '@nin/checks';
import * as tf from '@tensorflow/tfjs-core';
import { whyNoGradients } from '../selection/gradients-registered';
import { convolve, filterGradient, imageGradient, type ConvolutionSizes } from './reference-convolution';
import { matrixProduct } from './reference-matmul';
import { maxPoolingGradient, type PoolingSizes } from './reference-pooling';

/** A comparison of a backend's result with a float64 reference. */
export interface CheckResult {
  /** Name of the operation. */
  name: string;
  /** Relative error: the largest difference over the largest magnitude; infinite if the operation threw. */
  error: number;
  passed: boolean;
  /** The message of the error that the operation threw. */
  message?: string | undefined;
}

/** The result of {@link selfCheck}. */
export interface SelfCheck {
  passed: boolean;
  checks: CheckResult[];
}

/** Options of {@link selfCheck}. */
export interface SelfCheckOptions {
  /** Largest relative error that passes. Positive. Default 1e-4. */
  tolerance?: number | undefined;
}

const optionNames: OptionNames<SelfCheckOptions> = { tolerance: true };

/** The error of float32 stays below 1e-5 on these sums; that of half-precision textures is near 1e-3 and must not pass. */
const singleTolerance = 1e-4;

const image: [number, number, number, number] = [2, 9, 9, 3];
const filter: [number, number, number, number] = [3, 3, 3, 8];
const perceptron: [number, number, number, number] = [1, 1, 8, 5];

/** A 3×3 convolution with stride 2 and `same` padding: 9 → 5, one pixel of zeros on every side. */
const sizes: ConvolutionSizes = {
  batch: 2,
  inHeight: 9,
  inWidth: 9,
  inChannels: 3,
  filterHeight: 3,
  filterWidth: 3,
  outHeight: 5,
  outWidth: 5,
  outChannels: 8,
  strideHeight: 2,
  strideWidth: 2,
  top: 1,
  left: 1,
};
const perceptronSizes: ConvolutionSizes = {
  ...sizes,
  inHeight: 5,
  inWidth: 5,
  inChannels: 8,
  filterHeight: 1,
  filterWidth: 1,
  outChannels: 5,
  strideHeight: 1,
  strideWidth: 1,
  top: 0,
  left: 0,
};

/** 2×2 pooling with stride 2 of images of 4×4 pixels. */
const poolingSizes: PoolingSizes = {
  batch: 2,
  inHeight: 4,
  inWidth: 4,
  channels: 8,
  filterHeight: 2,
  filterWidth: 2,
  outHeight: 2,
  outWidth: 2,
  strideHeight: 2,
  strideWidth: 2,
  top: 0,
  left: 0,
};

/** Returns values that are neither symmetric nor periodic, so that a swapped axis changes the result. */
function values(shape: readonly number[], phase: number): Float32Array {
  const count = shape.reduce((product, size) => product * size, 1);
  return Float32Array.from({ length: count }, (_, i) => Math.sin(1.7 * i + phase));
}

/**
 * Compares the operations of convolutional training on the current backend with float64 loops.
 *
 * Covers the matrix product, strided and 1×1 convolution, their gradients by image and filter, and the gradient of max
 * pooling. Takes a few milliseconds. An operation that throws is a failed check with its message.
 *
 * @param options `tolerance`, the largest relative error that passes. Positive. Default 1e-4.
 * @throws Error if no backend is running.
 */
export async function selfCheck(options: SelfCheckOptions = {}): Promise<SelfCheck> {
  requireOptions('selfCheck: options', options, optionNames);
  const { tolerance = singleTolerance } = options;
  requirePositive('selfCheck: tolerance', tolerance);
  requireBackend('selfCheck', tf.engine());
  const x = values(image, 0);
  const w = values(filter, 1);
  const dy = values([2, 5, 5, 8], 2);
  const pixels = values([2, 5, 5, 8], 3);
  const weights = values(perceptron, 4);
  const pixelErrors = values([2, 5, 5, 5], 5);
  const strided = (a: tf.Tensor4D, b: tf.Tensor4D) => tf.conv2d(a, b, 2, 'same');
  const perPixel = (a: tf.Tensor4D, b: tf.Tensor4D) => tf.conv2d(a, b, 1, 'same');

  const check = (name: string, expected: Float64Array, compute: () => tf.Tensor) =>
    compare(name, expected, compute, tolerance);
  const checks = [
    await check('matrix product', matrixProduct(x, w, 18, 27, 8), () =>
      tf.matMul(tf.tensor2d(x, [18, 27]), tf.tensor2d(w, [27, 8])),
    ),
    await check('convolution', convolve(sizes, x, w), () =>
      strided(tf.tensor4d(x, image), tf.tensor4d(w, filter)),
    ),
    await check('gradient by the image', imageGradient(sizes, w, dy), () =>
      tf.grad((a) => strided(a as tf.Tensor4D, tf.tensor4d(w, filter)))(
        tf.tensor4d(x, image),
        tf.tensor4d(dy, [2, 5, 5, 8]),
      ),
    ),
    await check('gradient by the filter', filterGradient(sizes, x, dy), () =>
      tf.grad((b) => strided(tf.tensor4d(x, image), b as tf.Tensor4D))(
        tf.tensor4d(w, filter),
        tf.tensor4d(dy, [2, 5, 5, 8]),
      ),
    ),
    await check('1×1 gradient by the filter', filterGradient(perceptronSizes, pixels, pixelErrors), () =>
      tf.grad((b) => perPixel(tf.tensor4d(pixels, [2, 5, 5, 8]), b as tf.Tensor4D))(
        tf.tensor4d(weights, perceptron),
        tf.tensor4d(pixelErrors, [2, 5, 5, 5]),
      ),
    ),
    await check('max pooling gradient', maxPoolingGradient(poolingSizes, pixels, pixelErrors), () =>
      tf.grad((a) => tf.maxPool(a as tf.Tensor4D, 2, 2, 'valid'))(
        tf.tensor4d(pixels.subarray(0, 2 * 4 * 4 * 8), [2, 4, 4, 8]),
        tf.tensor4d(pixelErrors.subarray(0, 2 * 2 * 2 * 8), [2, 2, 2, 8]),
      ),
    ),
  ];
  return { passed: checks.every((one) => one.passed), checks };
}

async function compare(
  name: string,
  expected: Float64Array,
  compute: () => tf.Tensor,
  tolerance: number,
): Promise<CheckResult> {
  let result: tf.Tensor | undefined;
  try {
    result = tf.tidy(compute);
    const error = relativeError(await result.data(), expected);
    return { name, error, passed: error <= tolerance };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const why = message.startsWith('Cannot compute gradient: gradient function not found')
      ? whyNoGradients()
      : undefined;
    return { name, error: Infinity, passed: false, message: why ?? message };
  } finally {
    result?.dispose();
  }
}

function relativeError(actual: ArrayLike<number>, expected: Float64Array): number {
  let difference = 0;
  let magnitude = 0;
  for (let i = 0; i < expected.length; i++) {
    const gap = Math.abs(actual[i] - expected[i]);
    // Every comparison with NaN is false, so NaN needs its own test.
    if (Number.isNaN(gap)) return Infinity;
    difference = Math.max(difference, gap);
    magnitude = Math.max(magnitude, Math.abs(expected[i]));
  }
  return difference / magnitude;
}

import * as tf from '@tensorflow/tfjs-core';
import { expectClose, expectNoLeak, randomValues } from '@nin/testing';
import {
  averagePool,
  averagePoolingGradient,
  maxPool,
  maxPoolingGradient,
  type PoolingSizes,
} from '../src/self-check/reference-pooling';
import { randomCases } from './random-cases';
import { tfPadding, windowFits, windowSizes, type Padding, type WindowCase } from './window-cases';

/** Returns seeded windows of one to four pixels per side, with strides of one to four. */
export function randomPoolings(count: number, seed: number, paddings: readonly Padding[]): WindowCase[] {
  return randomCases(count, seed, ({ between, oneOf }) => {
    const one: WindowCase = {
      input: [between(1, 4), between(1, 13), between(1, 13), between(1, 11)],
      filter: [between(1, 4), between(1, 4)],
      strides: [between(1, 4), between(1, 4)],
      padding: oneOf(paddings),
    };
    return windowFits(one) ? one : undefined;
  });
}

type Pool = (
  x: tf.Tensor4D,
  filterSize: [number, number],
  strides: [number, number],
  pad: ReturnType<typeof tfPadding>,
) => tf.Tensor4D;

/** Returns the output of a pooling of `image` on the current backend, and its gradient. */
async function poolOnBackend(pool: Pool, one: WindowCase, image: Float32Array, outputGradient: Float32Array) {
  const filter: [number, number] = [one.filter[0], one.filter[1]];
  return expectNoLeak(async () => {
    const results = tf.tidy(() => {
      const forward = (x: tf.Tensor) => pool(x as tf.Tensor4D, filter, one.strides, tfPadding(one.padding));
      const x = tf.tensor4d(image, one.input);
      const y = forward(x);
      return [y, tf.grad(forward)(x, tf.tensor(outputGradient, y.shape))];
    });
    const [output, gradient] = await Promise.all(results.map((tensor) => tensor.data()));
    tf.dispose(results);
    return { output, gradient };
  });
}

function poolingSizes(one: WindowCase): PoolingSizes {
  return { ...windowSizes(one), channels: one.input[3] };
}

function randomOutputGradient({ batch, outHeight, outWidth, channels }: PoolingSizes): Float32Array {
  return randomValues(batch * outHeight * outWidth * channels, 3);
}

/** Expects max pooling of `image` and its gradient to agree with the float64 reference. */
export async function checkMaxPooling(
  one: WindowCase,
  image = randomValues(tf.util.sizeFromShape(one.input), 1),
): Promise<void> {
  const sizes = poolingSizes(one);
  const outputGradient = randomOutputGradient(sizes);
  const { output, gradient } = await poolOnBackend(tf.maxPool, one, image, outputGradient);
  expectClose(output, maxPool(sizes, image));
  expectClose(gradient, maxPoolingGradient(sizes, image, outputGradient));
}

/** Expects average pooling and its gradient to agree with the float64 reference. */
export async function checkAveragePooling(one: WindowCase): Promise<void> {
  const sizes = poolingSizes(one);
  const image = randomValues(tf.util.sizeFromShape(one.input), 1);
  const outputGradient = randomOutputGradient(sizes);
  const { output, gradient } = await poolOnBackend(tf.avgPool, one, image, outputGradient);
  expectClose(output, averagePool(sizes, image));
  expectClose(gradient, averagePoolingGradient(sizes, outputGradient));
}

import '@tensorflow/tfjs-layers';
import * as tf from '@tensorflow/tfjs-core';
import { expectClose, randomValues } from '@nin/testing';
import { expect, test } from 'vitest';
import { selectBackend } from '../src/index';
import { filterGradient, type ConvolutionSizes } from '../src/self-check/reference-convolution';

const wasmPath = '/node_modules/@tensorflow/tfjs-backend-wasm/dist/';

const sizes: ConvolutionSizes = {
  batch: 4,
  inHeight: 12,
  inWidth: 12,
  inChannels: 16,
  filterHeight: 3,
  filterWidth: 3,
  outHeight: 12,
  outWidth: 12,
  outChannels: 24,
  strideHeight: 1,
  strideWidth: 1,
  top: 1,
  left: 1,
};

test('a cross-origin-isolated page computes with threads', async () => {
  expect(globalThis.crossOriginIsolated).toBe(true);
  const info = await selectBackend('wasm', { wasmPath, threads: 3 });
  expect(info.threads).toBe(3);
  expect(info.device).toMatch(/WebAssembly, 3 threads$/);

  const image = randomValues(4 * 12 * 12 * 16, 1);
  const filter = randomValues(3 * 3 * 16 * 24, 2);
  const error = randomValues(4 * 12 * 12 * 24, 3);
  const expected = filterGradient(sizes, image, error);
  for (let round = 0; round < 20; round++) {
    const gradient = tf.tidy(() =>
      tf.grad((w) => tf.conv2d(tf.tensor4d(image, [4, 12, 12, 16]), w as tf.Tensor4D, 1, 'same'))(
        tf.tensor4d(filter, [3, 3, 16, 24]),
        tf.tensor4d(error, [4, 12, 12, 24]),
      ),
    );
    expectClose(gradient.dataSync(), expected);
    gradient.dispose();
  }
});

test('the number of threads can be changed later', async () => {
  expect((await selectBackend('wasm', { wasmPath, threads: 1 })).threads).toBe(1);
  expect((await selectBackend('wasm', { wasmPath, threads: 2 })).threads).toBe(2);
});

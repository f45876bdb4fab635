import * as tf from '@tensorflow/tfjs-core';
import { layers } from '@tensorflow/tfjs-layers';
import { selectBackend } from '@nin/backends';
import { randomValues } from '@nin/testing';
import { afterEach, expect, test, vi } from 'vitest';
import { computed, describeOnWebgpu } from './on-webgpu';
import { expectSameBits } from './same-bits';

const inPage = typeof window !== 'undefined';
const wasm = () =>
  selectBackend('wasm', inPage ? { wasmPath: '/node_modules/@tensorflow/tfjs-backend-wasm/dist/' } : {});

const drops = [
  { rate: 0.5, seed: 0 },
  { rate: 0.3, seed: 7 },
  { rate: 0.01, seed: 2 ** 32 - 1 },
  { rate: 0.99, seed: 2 ** 31 },
  { rate: 1 / 3, seed: 123_456_789 },
];
const x = randomValues(20_003, 1);

async function dropped(attributes: { rate: number; seed: number }): Promise<Float32Array> {
  const y = tf.tidy(() =>
    tf.engine().runKernel<tf.Tensor>('SeededDropout', { x: tf.tensor1d(x) }, attributes),
  );
  const values = await y.data<'float32'>();
  y.dispose();
  return values;
}

describeOnWebgpu('dropout', () => {
  afterEach(() => vi.restoreAllMocks());

  test.each(drops)(
    'of $rate with seed $seed drops what it drops on wasm, to the last bit',
    async (attributes) => {
      await wasm();
      const expected = await dropped(attributes);
      await selectBackend('webgpu');
      expectSameBits(await dropped(attributes), expected);
    },
  );

  test('uses the training kernel in a layer, and its gradient drops the same elements', async () => {
    const kernel = vi.spyOn(tf.getKernel('SeededDropout', 'webgpu'), 'kernelFunc');
    const layer = layers.dropout({ rate: 0.4, seed: 3 });
    const apply = (inputs: tf.Tensor) => layer.apply(inputs, { training: true }) as tf.Tensor;
    const [y, gradient] = await computed(() => [
      apply(tf.ones([1003])),
      tf.grad(apply)(tf.zeros([1003]), tf.ones([1003])),
    ]);
    expect(kernel).toHaveBeenCalledTimes(3);
    expectSameBits(gradient, y);
    expect(new Set(y).size).toBe(2);
  });
});

import * as tf from '@tensorflow/tfjs-core';
import { sequential, layers } from '@tensorflow/tfjs-layers';
import { DeviceLimitError, DeviceLostError, selectBackend } from '@nin/backends';
import { beforeEach, describe, expect, test } from 'vitest';
import { webgpu } from './on-webgpu';

/**
 * A product with the training kernel, and a sum with a stock kernel, large enough that tfjs does not compute it in
 * JavaScript.
 */
const product = () => tf.tidy(() => tf.matMul(tf.ones([2, 3]), tf.ones([3, 2])));
const stockSum = () => tf.tidy(() => tf.add(tf.ones([5000]), 1));

/** Returns the error that a promise rejects with. */
const reasonOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (reason: unknown) => reason,
  );

async function lose(): Promise<void> {
  const { device } = webgpu();
  device.destroy();
  await device.lost;
}

beforeEach(() => selectBackend('webgpu'));

describe('a device that is lost', () => {
  test('makes every kernel and every read throw', async () => {
    const unread = tf.tidy(() => tf.ones([2, 2]));
    const { backend, reason } = await lose().then(() => reasonOf(unread.data()) as Promise<DeviceLostError>);
    expect({ backend, known: reason !== '' }).toEqual({ backend: 'webgpu', known: true });
    for (const work of [product, stockSum]) expect(work).toThrow(DeviceLostError);
    expect(product).toThrow(
      /^webgpu lost its device \(.+\) and all tensors on it; call selectBackend again$/,
    );
  });

  test('rejects a pending read, unless the read was already done', async () => {
    const reading = product().data();
    webgpu().device.destroy();
    const outcome = await reading.then(
      (values) => Array.from(values),
      (error: Error) => error.name,
    );
    expect(['DeviceLostError', [3, 3, 3, 3]]).toContainEqual(outcome);
  });

  test('rejects a read that had not begun', async () => {
    const result = product();
    await lose();
    expect(await reasonOf(result.data())).toBeInstanceOf(DeviceLostError);
  });

  test('fails a training step before it changes a variable', async () => {
    const model = sequential({ layers: [layers.dense({ units: 2, inputShape: [3] })] });
    const optimizer = tf.train.momentum(0.1, 0.9);
    const variable = model.trainableWeights[0].read() as tf.Variable;
    const step = () =>
      void optimizer.minimize(() =>
        tf.tidy(() => tf.sum<tf.Scalar>(model.apply(tf.ones([4, 3])) as tf.Tensor)),
      );
    step();
    const { dataId } = variable;
    await lose();
    expect(step).toThrow(DeviceLostError);
    // Still the lost tensor of the previous step, not a new tensor with undefined values.
    expect(variable.dataId).toBe(dataId);
    expect(await reasonOf(variable.data())).toBeInstanceOf(DeviceLostError);
  });

  test('is replaced by a new device that works', async () => {
    const old = webgpu();
    await lose();
    expect(await selectBackend('webgpu')).toMatchObject({ name: 'webgpu' });
    expect(webgpu()).not.toBe(old);
    const result = product();
    expect(Array.from(await result.data())).toEqual([3, 3, 3, 3]);
    result.dispose();
  });

  test('does not affect wasm', async () => {
    const inPage = typeof window !== 'undefined';
    const wasmPath = inPage ? '/node_modules/@tensorflow/tfjs-backend-wasm/dist/' : undefined;
    await lose();
    await selectBackend('wasm', { wasmPath });
    const result = product();
    expect(Array.from(await result.data())).toEqual([3, 3, 3, 3]);
    result.dispose();
  });
});

test('after a device error the next computation throws', async () => {
  const { device } = webgpu();
  // An invalid shader, as a faulty kernel might have.
  device.createShaderModule({ code: 'this is no WGSL' });
  await expect
    .poll(() => {
      try {
        product().dispose();
        return 'nothing';
      } catch (error) {
        return String(error);
      }
    })
    .toMatch(
      /webgpu: the device rejected some work, so results are incomplete: .+; call selectBackend again/,
    );
  expect(stockSum).toThrow('webgpu: the device rejected some work');
  // A new backend works again.
  await selectBackend('webgpu');
  const result = product();
  expect(Array.from(await result.data())).toEqual([3, 3, 3, 3]);
  result.dispose();
});

test('a tensor larger than the buffer limit throws with its shape and size, and other tensors are unaffected', async () => {
  const { device } = webgpu();
  const limit = Math.min(device.limits.maxBufferSize, device.limits.maxStorageBufferBindingSize);
  // No memory is allocated: the kernel's output is rejected first.
  const rows = limit / 4 / 1024 + 1;
  const work = () => tf.tidy(() => tf.matMul(tf.ones([rows, 1]), tf.ones([1, 1024])));
  expect(work).toThrow(DeviceLimitError);
  expect(work).toThrow(
    new RegExp(
      `^webgpu: a tensor must be at most .+, got shape \\[${rows}, 1024\\] of .+; use a smaller batch$`,
    ),
  );
  const result = product();
  expect(Array.from(await result.data())).toEqual([3, 3, 3, 3]);
  result.dispose();
});

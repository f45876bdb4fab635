import '@tensorflow/tfjs-layers';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { installTrainingKernels, listBackends, selectBackend } from '../src/index.node';
import { webgpuKernels } from '../src/kernels/webgpu/kernels';

const names = webgpuKernels.map(({ name }) => name);
const registered = () => names.map((name) => tf.getKernel(name, 'webgpu') as object | undefined);
const product = async () => {
  const result = tf.tidy(() => tf.matMul(tf.ones([2, 3]), tf.ones([3, 2])));
  const values = Array.from(await result.data());
  result.dispose();
  return values;
};

describe('selectBackend in Node, for WebGPU', () => {
  test('starts Dawn, reports a software GPU, and has the training kernels', async () => {
    const info = await selectBackend('webgpu');
    expect(info).toMatchObject({
      name: 'webgpu',
      software: true,
      threads: 1,
      reason: 'requested',
      rejected: [],
    });
    expect(info.device).toMatch(/swiftshader/i);
    expect(info.kernels).toEqual(names);
    expect(tf.getBackend()).toBe('webgpu');
  });

  test('a second call keeps the backend and its tensors', async () => {
    await selectBackend('webgpu');
    const backend = tf.backend();
    const kept = tf.tidy(() => tf.matMul(tf.ones([2, 3]), tf.ones([3, 2])));
    await selectBackend('webgpu');
    expect(tf.backend()).toBe(backend);
    expect(Array.from(await kept.data())).toEqual([3, 3, 3, 3]);
    kept.dispose();
  });

  test('tensors move between wasm and webgpu, from webgpu after they have been read', async () => {
    await selectBackend('wasm');
    const x = tf.tensor2d([1, 2, 3, 4], [2, 2]);
    await selectBackend('webgpu');
    const onGpu = tf.matMul(x, x);
    expect(Array.from(await onGpu.data())).toEqual([7, 10, 15, 22]);
    await selectBackend('wasm');
    expect(() => tf.matMul(onGpu, x)).toThrow('await data() or array() instead');
    await x.data();
    const again = tf.matMul(onGpu, x);
    expect(Array.from(await again.data())).toEqual([37, 54, 81, 118]);
    tf.dispose([x, onGpu, again]);
  });

  test('auto rejects a software GPU', async () => {
    const { name, rejected } = await selectBackend();
    expect(name).toBe('wasm');
    expect(rejected[0].name).toBe('webgpu');
    expect(rejected[0].reason).toMatch(
      /^swiftshader.* is a software GPU, which is slower than wasm on the same CPU$/i,
    );
  });

  test('is in the list of backends, with passed checks and a speed', async () => {
    await selectBackend('wasm');
    const report = (await listBackends()).find(({ name }) => name === 'webgpu');
    expect(report).toMatchObject({ available: true, software: true, threads: 1, kernels: names });
    expect(report?.checks?.every(({ error }) => error < 1e-5)).toBe(true);
    expect(report?.matmulGflops).toBeGreaterThan(0);
    expect(tf.getBackend()).toBe('wasm');
  });

  test('leaves no navigator.gpu behind, by which programs detect pages', async () => {
    const before = Reflect.getOwnPropertyDescriptor(globalThis, 'navigator');
    await selectBackend('webgpu');
    expect(Reflect.getOwnPropertyDescriptor(globalThis, 'navigator')).toEqual(before);
    expect((globalThis.navigator as Navigator | undefined)?.gpu).toBeUndefined();
  });

  test('leaks no tensor', async () => {
    await selectBackend('webgpu');
    const { numTensors } = tf.memory();
    await selectBackend('webgpu');
    expect(tf.memory().numTensors).toBe(numTensors);
  });

  test('a synchronous read throws with instructions', async () => {
    await selectBackend('webgpu');
    const result = tf.tidy(() => tf.matMul(tf.ones([2, 3]), tf.ones([3, 2])));
    expect(() => result.dataSync()).toThrow(
      'webgpu: Node cannot read tensors synchronously; await data() or array() instead',
    );
    // A tensor that was read once can be read synchronously.
    await result.data();
    expect(Array.from(result.dataSync())).toEqual([3, 3, 3, 3]);
    result.dispose();
  });
});

describe('installTrainingKernels on webgpu', () => {
  test('the undo restores exactly the stock kernels, which still compute', async () => {
    await selectBackend('webgpu', { kernels: false });
    const stock = registered();
    const undoFirst = installTrainingKernels('webgpu');
    const ours = registered();
    expect(ours.every((kernel, i) => kernel !== undefined && kernel !== stock[i])).toBe(true);
    expect(await product()).toEqual([3, 3, 3, 3]);
    const undoSecond = installTrainingKernels('webgpu');
    undoFirst();
    undoFirst();
    expect(registered()).toEqual(ours);
    undoSecond();
    registered().forEach((kernel, i) => expect(kernel).toBe(stock[i]));
    expect(await product()).toEqual([3, 3, 3, 3]);
  });
});

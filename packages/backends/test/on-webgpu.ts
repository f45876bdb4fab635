// In Node tfjs-core alone does not register gradients; tfjs-layers does.
import '@tensorflow/tfjs-layers';
import * as tf from '@tensorflow/tfjs-core';
import { selectBackend } from '@nin/backends';
import { expectNoLeak } from '@nin/testing';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { treatDeviceAs } from '../src/webgpu/device-kind';
import type { GpuBackend } from '../src/webgpu/gpu-backend';

/** Chromium takes about three times as long as Node to compile a shader for SwiftShader, so it gets fewer cases there. */
export const inPage = typeof window !== 'undefined';

/** The running WebGPU backend, with the members that kernels use. */
export const webgpu = () => tf.backend() as unknown as RunningBackend;

type RunningBackend = GpuBackend & {
  bufferManager: { getNumUsedBuffers(): number; numBytesAllocated: number };
  numDataIds(): number;
};

/** Runs tests on WebGPU with the training kernels, in Node and in Chromium. */
export function describeOnWebgpu(title: string, tests: () => void): void {
  describe(`${title} on webgpu`, () => {
    beforeAll(async () => {
      await selectBackend('webgpu');
    });
    tests();
  });
}

/** Runs tests on WebGPU as on a GPU and as on a software renderer: their tiles and slices differ. */
export function describeOnBothKinds(title: string, tests: (kind: 'gpu' | 'processor') => void): void {
  describe.each(['gpu', 'processor'] as const)(`${title} on webgpu, as on a %s`, (kind) => {
    beforeAll(async () => {
      await selectBackend('webgpu');
      treatDeviceAs(webgpu().device, kind);
    });
    afterAll(() => treatDeviceAs(webgpu().device, 'processor'));
    tests(kind);
  });
}

/** Returns the number of GPU buffers in use, after disposed buffers have been released. */
export async function usedBuffers(): Promise<number> {
  const backend = webgpu();
  backend.ensureCommandEncoderReady();
  backend.endComputePassEncoder();
  backend.submitQueue();
  await backend.device.queue.onSubmittedWorkDone();
  return backend.bufferManager.getNumUsedBuffers();
}

/** Expects that some work leaves neither a tensor nor a buffer behind. */
export async function expectNoGpuLeak<Result>(work: () => Promise<Result>): Promise<Result> {
  const buffers = await usedBuffers();
  const data = webgpu().numDataIds();
  const result = await expectNoLeak(work);
  expect(webgpu().numDataIds(), 'data left behind').toBe(data);
  expect(await usedBuffers(), 'GPU buffers in use').toBe(buffers);
  return result;
}

/** The values of what some work computes, leak-checked. */
export function computed(work: () => tf.Tensor[]): Promise<Float32Array[]> {
  return expectNoGpuLeak(async () => {
    const results = tf.tidy(work);
    const values = await Promise.all(results.map((tensor) => tensor.data<'float32'>()));
    tf.dispose(results);
    return values;
  });
}

import '@tensorflow/tfjs-layers';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import * as tf from '@tensorflow/tfjs-core';
import { selectBackend } from '@nin/backends';
import { expect } from 'vitest';
import { run, smallSpec } from './run-training';

/** Trains on WebGPU and expects neither tensors nor GPU buffers nor their bytes to grow. `steps` come in tens. */
export async function checkWebgpuMemory(steps: number): Promise<void> {
  await selectBackend('webgpu');
  const backend = tf.backend() as WebGPUBackend;
  const look = () => {
    const { numTensors, numBytes, numDataBuffers } = tf.memory();
    return { numTensors, numBytes, numDataBuffers, data: backend.numDataIds() };
  };
  const buffers = () => backend.bufferManager.getNumUsedBuffers();
  const before = look();
  const looks: ReturnType<typeof look>[] = [];
  const used: number[] = [];
  const allocated: number[] = [];
  await run(smallSpec, {
    steps,
    batchSize: 4,
    onStep(step) {
      // After the first steps: variables get their optimizer state, and buffers are made, when they are first used.
      if (step < 10 || step % 10 !== 5) return;
      looks.push(look());
      used.push(buffers());
      allocated.push(backend.bufferManager.numBytesAllocated);
    },
  });
  expect(looks).toHaveLength(steps / 10 - 1);
  for (const later of looks) expect(later).toEqual(looks[0]);
  expect(new Set(used).size).toBe(1);
  expect(new Set(allocated).size).toBe(1);
  expect(look()).toEqual(before);
}

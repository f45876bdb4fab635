// In Node tfjs-core alone does not register gradients; tfjs-layers does.
import '@tensorflow/tfjs-layers';
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { installTrainingKernels, selectBackend } from '../src/index.node';

/** Runs tests of the training kernels in the unshared memory of stock wasm in Node, on one thread. */
export function describeOnWasm(title: string, tests: () => void): void {
  describe(`${title} on wasm`, () => {
    let undo: (() => void) | undefined;
    beforeAll(async () => {
      await import('@tensorflow/tfjs-backend-wasm');
      undo = installTrainingKernels('wasm');
      if (!(await tf.setBackend('wasm'))) throw new Error('the wasm backend did not start');
    });
    afterAll(() => undo?.());
    tests();
  });
}

/**
 * Makes wasm current, on threads in shared memory.
 *
 * The first call in a file must request at least two threads: with one, the backend starts with unshared memory.
 */
export async function startThreads(threads: number): Promise<void> {
  const info = await selectBackend('wasm', { threads });
  expect(info).toMatchObject({ name: 'wasm', threads });
}

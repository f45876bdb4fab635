// In Node, tfjs-core alone registers no gradients; tfjs-layers does.
import '@tensorflow/tfjs-layers';
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { installTrainingKernels, selectBackend } from '../src/index.node';

/** Runs tests on our kernels in the memory stock wasm has in Node, on one thread. */
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
 * The first call of a file must ask for two at least: with one, the backend starts in memory that cannot be shared.
 */
export async function startThreads(threads: number): Promise<void> {
  const info = await selectBackend('wasm', { threads });
  expect(info).toMatchObject({ name: 'wasm', threads });
}

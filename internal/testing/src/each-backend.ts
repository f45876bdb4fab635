// In Node, tfjs-core alone registers no gradients; tfjs-layers does.
import '@tensorflow/tfjs-layers';
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, inject } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    /** See {@link testedBackends}. */
    backends: readonly string[];
  }
}

/**
 * The backends a tensor test runs on, which the project in `vitest.workspace.ts` provides: cpu and wasm in `node`, webgpu in
 * `webgpu`, webgl in `webgl`. WebGPU is the same Dawn in Chromium, where its kernels have tests of their own
 * (`packages/backends/test/webgpu-*`).
 */
export const testedBackends = inject('backends');

/** Makes a backend current, with the training kernels, and gives back what undoes them. */
async function startBackend(name: string): Promise<() => void> {
  const { installTrainingKernels, selectBackend } = await import('@nin/backends');
  if (name === 'webgpu') {
    // In Node, tfjs does not find WebGPU by itself.
    await selectBackend('webgpu');
    return installTrainingKernels('webgpu');
  }
  if (name === 'cpu') await import('@tensorflow/tfjs-backend-cpu');
  else if (name === 'wasm') await import('@tensorflow/tfjs-backend-wasm');
  else await import('@tensorflow/tfjs-backend-webgl');
  if (!(await tf.setBackend(name))) throw new Error(`the ${name} backend did not start`);
  await tf.ready();
  // Stock wasm has no gradient of the convolution filter, so tests on it run with ours.
  return installTrainingKernels(name);
}

/** Runs the same tests once on each backend of the project. A backend that does not start is a failure. */
export function describeEachBackend(title: string, tests: (backend: string) => void): void {
  describe.each(testedBackends)(`${title} on %s`, (backend) => {
    let restore: (() => void) | undefined;
    beforeAll(async () => {
      restore = await startBackend(backend);
    });
    afterAll(() => restore?.());
    tests(backend);
  });
}

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
 * Backends of the tensor tests, provided by the project in `vitest.workspace.ts`: cpu and wasm in `node`, webgpu in `webgpu`, webgl
 * in `webgl`. WebGPU in Chromium is the same Dawn, and its kernels have separate tests there (`packages/backends/test/webgpu-*`).
 */
export const testedBackends = inject('backends');

/** Selects a backend, installs the training kernels, and returns a function that uninstalls them. */
async function startBackend(name: string): Promise<() => void> {
  const { installTrainingKernels, selectBackend } = await import('@nin/backends');
  if (name === 'webgpu') {
    // In Node, tfjs does not find WebGPU itself.
    await selectBackend('webgpu');
    return installTrainingKernels('webgpu');
  }
  if (name === 'cpu') await import('@tensorflow/tfjs-backend-cpu');
  else if (name === 'wasm') await import('@tensorflow/tfjs-backend-wasm');
  else await import('@tensorflow/tfjs-backend-webgl');
  if (!(await tf.setBackend(name))) throw new Error(`the ${name} backend did not start`);
  await tf.ready();
  // The stock wasm backend has no gradient of the convolution filter, so tests need our kernels.
  return installTrainingKernels(name);
}

/** Runs the tests once per backend of the project. Fails if a backend does not start. */
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

/** Replaces `@nin/testing` in the bundle: the same functions, but of all backends only WebGPU is tested. */

// In Node, tfjs-core alone registers no gradients; tfjs-layers does.
import '@tensorflow/tfjs-layers';
import { selectBackend } from '@nin/backends';
import { beforeAll, describe } from './vitest';

export { expectClose, relativeError } from '@nin/testing/closeness';
export { checkGradient } from '@nin/testing/gradient-check';
export { expectNoLeak } from '@nin/testing/leak-guard';
export { randomValues, seededRandom } from '@nin/testing/random';

export const testedBackends: readonly string[] = ['webgpu'];

export function describeEachBackend(title: string, tests: (backend: string) => void): void {
  describe(`${title} on webgpu`, () => {
    beforeAll(async () => {
      await selectBackend('webgpu');
    });
    tests('webgpu');
  });
}

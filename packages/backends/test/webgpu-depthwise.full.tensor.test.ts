import { describe, test } from 'vitest';
import { checkDepthwiseGradients, randomDepthwise, type DepthwiseCase } from './check-depthwise';
import { describeOnBothKinds, expectNoGpuLeak, inPage } from './on-webgpu';
import { windowTitle } from './window-cases';

/** Several slabs; windows entirely in the padding; channels in fours and single; a multiplier. */
const explicit: DepthwiseCase[] = [
  { input: [9, 17, 6, 8], filter: [3, 3, 1], strides: [1, 1], padding: 'same' },
  { input: [5, 40, 3, 7], filter: [2, 3, 1], strides: [2, 1], padding: 'same' },
  { input: [3, 33, 4, 4], filter: [3, 2, 2], strides: [1, 1], padding: 'valid' },
  { input: [2, 5, 4, 20], filter: [3, 2, 1], strides: [1, 1], padding: [4, 5, 3, 2] },
];
const cases = [...explicit, ...(inPage ? [] : randomDepthwise(10, 8))];

describeOnBothKinds('the gradients of depthwise convolutions', () => {
  describe('by image and filter', () => {
    test.each(cases.map((one) => [windowTitle(one), one] as const))('%s', (_, one) =>
      expectNoGpuLeak(() => checkDepthwiseGradients(one)),
    );
  });
});

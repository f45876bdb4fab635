import { describe, test } from 'vitest';
import { checkDepthwise, checkDepthwiseGradients, type DepthwiseCase } from './check-depthwise';
import { describeOnWasm } from './on-wasm';
import { windowTitle } from './window-cases';

/** Long sums over lines and images by the filter; more channels than vectors hold; padding in numbers. */
const cases: DepthwiseCase[] = [
  { input: [40, 70, 11, 6], filter: [3, 3, 1], strides: [1, 1], padding: 'same' },
  { input: [70, 5, 67, 3], filter: [2, 5, 2], strides: [1, 3], padding: 'same' },
  { input: [5, 9, 9, 131], filter: [5, 5, 1], strides: [1, 1], padding: 'same' },
  { input: [2, 7, 9, 5], filter: [3, 4, 2], strides: [2, 3], padding: [2, 0, 1, 3] },
  // Windows entirely in the padding; one line and one column of pixels; pixels between windows.
  { input: [2, 5, 4, 21], filter: [3, 2, 1], strides: [1, 1], padding: [4, 5, 3, 2] },
  { input: [2, 5, 4, 3], filter: [2, 3, 2], strides: [1, 2], padding: [3, 2, 4, 5] },
  { input: [19, 1, 1, 35], filter: [3, 3, 1], strides: [2, 1], padding: 'same' },
  { input: [17, 10, 11, 16], filter: [2, 1, 1], strides: [3, 3], padding: 'valid' },
];

/** tfjs-core allows either strides or dilations, and has no gradient with dilations. */
const dilated: DepthwiseCase[] = [
  { input: [2, 11, 13, 9], filter: [3, 3, 1], strides: [1, 1], padding: 'same', dilations: [2, 3] },
  { input: [2, 11, 13, 5], filter: [2, 4, 3], strides: [1, 1], padding: 'valid', dilations: [4, 2] },
];

describeOnWasm('depthwise convolution', () => {
  describe('forward', () => {
    test.each([...cases, ...dilated].map((one) => [windowTitle(one), one] as const))('%s', (_, one) =>
      checkDepthwise(one),
    );
  });

  describe('gradients', () => {
    test.each(cases.map((one) => [windowTitle(one), one] as const))('%s', (_, one) =>
      checkDepthwiseGradients(one),
    );
  });
});

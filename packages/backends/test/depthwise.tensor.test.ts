import { describeEachBackend } from '@nin/testing';
import { describe, test } from 'vitest';
import {
  checkDepthwise,
  checkDepthwiseGradients,
  randomDepthwise,
  type DepthwiseCase,
} from './check-depthwise';
import { windowTitle } from './window-cases';

const namedCases: DepthwiseCase[] = [
  { input: [1, 1, 1, 1], filter: [1, 1, 1], strides: [1, 1], padding: 'valid' },
  { input: [2, 9, 7, 16], filter: [3, 3, 1], strides: [1, 1], padding: 'same' },
  { input: [2, 9, 7, 16], filter: [3, 3, 1], strides: [2, 2], padding: 'same' },
  { input: [1, 12, 12, 5], filter: [7, 7, 2], strides: [1, 1], padding: 'same' },
  { input: [3, 5, 5, 37], filter: [4, 2, 1], strides: [1, 1], padding: 'valid' },
  { input: [2, 6, 8, 3], filter: [2, 2, 3], strides: [2, 2], padding: 'valid' },
];

const cases = [...namedCases, ...randomDepthwise(24, 5)].map((one) => [windowTitle(one), one] as const);

describeEachBackend('depthwise convolution', () => {
  describe('forward', () => {
    test.each(cases)('%s', (_, one) => checkDepthwise(one));
  });

  describe('gradients', () => {
    test.each(cases)('%s', (_, one) => checkDepthwiseGradients(one));
  });
});

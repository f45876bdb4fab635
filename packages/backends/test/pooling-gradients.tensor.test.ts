import { describeEachBackend } from '@nin/testing';
import { describe, test } from 'vitest';
import { checkAveragePooling, checkMaxPooling, randomPoolings } from './check-pooling';
import { windowTitle, type WindowCase } from './window-cases';

const whole: WindowCase[] = [
  { input: [2, 8, 8, 16], filter: [2, 2], strides: [2, 2], padding: 'valid' },
  { input: [2, 9, 9, 5], filter: [3, 3], strides: [2, 2], padding: 'valid' },
  { input: [1, 7, 5, 21], filter: [7, 5], strides: [1, 1], padding: 'valid' },
];
const padded: WindowCase[] = [
  { input: [2, 9, 9, 5], filter: [3, 3], strides: [2, 2], padding: 'same' },
  { input: [1, 6, 6, 3], filter: [2, 2], strides: [3, 3], padding: 'same' },
];

const maxCases = [...whole, ...padded, ...randomPoolings(24, 9, ['same', 'valid'])];
// Padded too: at borders stock's gradient divides by the full window size, and its mean by the number of image pixels.
const averageCases = [...whole, ...padded, ...randomPoolings(24, 10, ['same', 'valid'])];

describeEachBackend('pooling gradients', () => {
  describe('max', () => {
    test.each(maxCases.map((one) => [windowTitle(one), one] as const))('%s', (_, one) =>
      checkMaxPooling(one),
    );
  });

  describe('average', () => {
    test.each(averageCases.map((one) => [windowTitle(one), one] as const))('%s', (_, one) =>
      checkAveragePooling(one),
    );
  });
});

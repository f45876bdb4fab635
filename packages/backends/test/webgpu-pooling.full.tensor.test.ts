import * as tf from '@tensorflow/tfjs-core';
import { randomValues } from '@nin/testing';
import { describe, test } from 'vitest';
import { checkAveragePooling, checkMaxPooling, randomPoolings } from './check-pooling';
import { describeOnWebgpu, expectNoGpuLeak } from './on-webgpu';
import { windowTitle, type WindowCase } from './window-cases';

const explicit: WindowCase[] = [
  { input: [2, 6, 7, 5], filter: [3, 2], strides: [2, 2], padding: [1, 0, 0, 1] },
  { input: [1, 9, 4, 8], filter: [4, 4], strides: [1, 3], padding: [2, 1, 3, 0] },
];
const titled = (cases: WindowCase[]) => cases.map((one) => [windowTitle(one), one] as const);

describeOnWebgpu('pooling gradients', () => {
  describe('max, with equal pixels', () => {
    test.each(titled([...explicit, ...randomPoolings(16, 21, ['same', 'valid'])]))('%s', (_, one) =>
      // Only five values, so that most windows contain their maximum twice.
      expectNoGpuLeak(() =>
        checkMaxPooling(
          one,
          randomValues(tf.util.sizeFromShape(one.input), 1).map((value) => Math.round(2 * value) / 2),
        ),
      ),
    );
  });

  // Means exclude the padding; stock divides by the full window size.
  describe('average, padded', () => {
    test.each(titled([...explicit, ...randomPoolings(12, 22, ['same'])]))('%s', (_, one) =>
      expectNoGpuLeak(() => checkAveragePooling(one)),
    );
  });
});

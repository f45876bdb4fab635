import * as tf from '@tensorflow/tfjs-core';
import { randomValues } from '@nin/testing';
import { describe, test } from 'vitest';
import { checkAveragePooling, checkMaxPooling, randomPoolings } from './check-pooling';
import { describeOnWasm } from './on-wasm';
import { windowTitle, type WindowCase } from './window-cases';

const explicit: WindowCase[] = [
  { input: [2, 6, 7, 5], filter: [3, 2], strides: [2, 2], padding: [1, 0, 0, 1] },
  { input: [1, 9, 4, 9], filter: [4, 4], strides: [1, 3], padding: [2, 1, 3, 0] },
  { input: [21, 11, 12, 33], filter: [3, 3], strides: [2, 2], padding: [0, 2, 2, 0] },
];
const titled = (cases: WindowCase[]) => cases.map((one) => [windowTitle(one), one] as const);

describeOnWasm('pooling gradients', () => {
  describe('max, with equal pixels', () => {
    test.each(titled([...explicit, ...randomPoolings(40, 21, ['same', 'valid'])]))('%s', (_, one) =>
      // Only five values, including both zeros, so that most windows contain their maximum twice.
      checkMaxPooling(
        one,
        randomValues(tf.util.sizeFromShape(one.input), 1).map((value) => Math.round(2 * value) / 2),
      ),
    );
  });

  describe('average, padded', () => {
    test.each(titled([...explicit, ...randomPoolings(40, 22, ['same'])]))('%s', (_, one) =>
      checkAveragePooling(one),
    );
  });
});

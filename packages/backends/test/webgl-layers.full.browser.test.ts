import * as tf from '@tensorflow/tfjs-core';
import { expectClose, randomValues } from '@nin/testing';
import { describe, expect, test } from 'vitest';
import { checkBatchNorm, checkBatchNormFarFromZero } from './check-batch-norm';
import { checkAveragePooling, checkMaxPooling, randomPoolings } from './check-pooling';
import { checkSums } from './check-sums';
import { adamWCases, checkAdamW, checkSgd, sgdCases } from './check-updates';
import { computed, describeOnWebgl, expectNoTextureLeak, poisoned } from './webgl-setup';
import { windowTitle, type WindowCase } from './window-cases';

const explicit: WindowCase[] = [
  { input: [2, 6, 7, 5], filter: [3, 2], strides: [2, 2], padding: [1, 0, 0, 1] },
  { input: [1, 9, 4, 9], filter: [4, 4], strides: [1, 3], padding: [2, 1, 3, 0] },
];
const titled = (cases: WindowCase[]) => cases.map((one) => [windowTitle(one), one] as const);

/** One row and one channel; odd and even; more than one slice. */
const normalized = [
  [1, 1],
  [1, 7],
  [2, 4],
  [257, 9],
  [777, 33],
  [5003, 6],
  [3, 31, 29, 17],
  [2, 5, 7, 1],
];

describeOnWebgl('layers in training', () => {
  describe('max pooling gradients go to the first of equal pixels', () => {
    test.each(titled([...explicit, ...randomPoolings(20, 21, ['same', 'valid'])]))('%s', (_, one) =>
      // Only five values, so that most windows contain their maximum twice.
      expectNoTextureLeak(() =>
        checkMaxPooling(
          one,
          randomValues(tf.util.sizeFromShape(one.input), 1).map((value) => Math.round(2 * value) / 2),
        ),
      ),
    );
  });

  describe('average pooling, padded', () => {
    test.each(titled([...explicit, ...randomPoolings(12, 22, ['same'])]))('%s', (_, one) =>
      expectNoTextureLeak(() => checkAveragePooling(one)),
    );
  });

  test.each(normalized.map((shape) => ({ shape })))('batch normalization of $shape', ({ shape }) =>
    expectNoTextureLeak(() => checkBatchNorm(shape)),
  );

  test('batch normalization is accurate for means far from zero', () =>
    expectNoTextureLeak(() => checkBatchNormFarFromZero([3001, 5])));

  test.each(adamWCases)('AdamW with $beta1, $beta2, ε $epsilon, keepRate $keepRate', async (attributes) => {
    for (const size of [1, 2, 5, 1001]) await expectNoTextureLeak(() => checkAdamW(size, attributes));
  });

  test.each(sgdCases)(
    'SGD with momentum $momentum, Nesterov $nesterov, keeping $keepRate',
    async (attributes) => {
      for (const size of [1, 2, 5, 1001]) {
        await expectNoTextureLeak(() => checkSgd(size, attributes, true));
        if (attributes.momentum === 0) await expectNoTextureLeak(() => checkSgd(size, attributes, false));
      }
    },
  );

  test.each([
    { shape: [4099, 3], axes: [0] },
    { shape: [3, 33, 7, 5], axes: [1, 2] },
    { shape: [5, 31, 3, 33], axes: [0, 1, 2] },
    { shape: [2, 3, 70, 9], axes: [2] },
  ])('sums and means of $shape over $axes', ({ shape, axes }) =>
    expectNoTextureLeak(() => checkSums(shape, axes)),
  );

  test('sums ignore the undefined half texel after an odd last row', async () => {
    const values = randomValues(3 * 5 * 7, 1);
    const [sums] = await computed(() => [tf.sum(poisoned(values, [3, 5, 7]), [0, 1])]);
    const expected = new Float64Array(7);
    values.forEach((value, at) => (expected[at % 7] += value));
    expectClose(sums, expected);
  });

  test('the gradient of ReLU passes dy through at NaN', async () => {
    const [gradient] = await computed(() => [
      tf.grad((x) => tf.relu(x))(tf.tensor1d([1, -1, 2]), tf.tensor1d([NaN, 5, 7])),
    ]);
    expect(Array.from(gradient)).toEqual([NaN, 0, 7]);
  });
});

import * as tf from '@tensorflow/tfjs-core';
import { expectNoLeak, randomValues } from '@nin/testing';
import { describe, expect, test } from 'vitest';
import { describeOnWasm } from './on-wasm';
import { expectSameBits } from './same-bits';

/** Around vectors of four and chunks of 16 384 values. */
const sizes = [1, 2, 3, 4, 5, 7, 8, 1001, 16_383, 16_384, 16_385, 2 * 16_384 + 3];

async function computed(work: () => tf.Tensor): Promise<Float32Array> {
  return expectNoLeak(async () => {
    const result = tf.tidy(work);
    const values = await result.data<'float32'>();
    result.dispose();
    return values;
  });
}

describeOnWasm('ReLU', () => {
  test.each(sizes)('of %s values', async (size) => {
    const x = randomValues(size, 1);
    const y = await computed(() => tf.relu(tf.tensor1d(x)));
    expectSameBits(
      y,
      x.map((value) => (value > 0 ? value : 0)),
    );
  });

  // Training that went wrong must show, not be hidden by zeros.
  test('of NaN is NaN, in each lane and after the last full vector', async () => {
    for (let place = 0; place < 7; place++) {
      const x = new Float32Array(7).fill(1).with(place, NaN);
      expect(Array.from(await computed(() => tf.relu(tf.tensor1d(x))))).toEqual(Array.from(x));
    }
  });

  test('of integers and of empty tensors', async () => {
    expect(Array.from(await computed(() => tf.relu(tf.tensor1d([-3, 0, 4], 'int32'))))).toEqual([0, 0, 4]);
    expect(await computed(() => tf.relu(tf.zeros([0, 3])))).toHaveLength(0);
  });
});

describeOnWasm('a row added to each row', () => {
  /** One addition in float32 rounds once, so that the result is known to the last bit. */
  const rowAdded = (x: Float32Array, row: Float32Array) => x.map((value, at) => value + row[at % row.length]);

  describe('a bias', () => {
    test.each([
      { shape: [1, 1] },
      { shape: [5, 1] },
      { shape: [1, 5] },
      { shape: [3, 4] },
      { shape: [7, 33] },
      { shape: [4099, 9] },
      { shape: [3, 16_391] },
      { shape: [3, 17, 10] },
      { shape: [3, 19, 17, 37] },
    ])('over $shape', async ({ shape }) => {
      const columns = shape.at(-1) ?? 1;
      const x = randomValues(tf.util.sizeFromShape(shape), 1);
      const row = randomValues(columns, 2);
      expectSameBits(await computed(() => tf.add(tf.tensor(x, shape), tf.tensor1d(row))), rowAdded(x, row));
      // The other way round it is the same.
      expectSameBits(await computed(() => tf.add(tf.tensor1d(row), tf.tensor(x, shape))), rowAdded(x, row));
    });
  });

  test('its gradients are dy and the sum of the rows of dy', async () => {
    await expectNoLeak(() => {
      const gradients = tf.tidy(() => {
        const error = tf.tensor2d([1, 2, 3, 4, 5, 6], [3, 2]);
        const [byX, byRow] = tf.grads((x, row) => tf.add(x, row))([tf.zeros([3, 2]), tf.zeros([2])], error);
        return [Array.from(byX.dataSync()), Array.from(byRow.dataSync())];
      });
      expect(gradients).toEqual([
        [1, 2, 3, 4, 5, 6],
        [1 + 3 + 5, 2 + 4 + 6],
      ]);
    });
  });

  test('other additions use the stock kernel', async () => {
    const x = Float32Array.of(1, 2, 3, 4);
    const square = () => tf.tensor2d(x, [2, 2]);
    const sums = [
      { other: () => square(), expected: [2, 4, 6, 8] },
      { other: () => tf.tensor2d([10, 20], [2, 1]), expected: [11, 12, 23, 24] },
      { other: () => tf.tensor2d([10, 20], [1, 2]), expected: [11, 22, 13, 24] },
      { other: () => tf.tensor1d([10]), expected: [11, 12, 13, 14] },
      { other: () => tf.scalar(10), expected: [11, 12, 13, 14] },
    ];
    for (const { other, expected } of sums)
      expect(Array.from(await computed(() => tf.add(square(), other())))).toEqual(expected);
    const whole = () => tf.tensor2d([1, 2, 3, 4], [2, 2], 'int32');
    const wholeSum = await computed(() => tf.add(whole(), tf.tensor1d([10, 20], 'int32')));
    expect(Array.from(wholeSum)).toEqual([11, 22, 13, 24]);
    expect(await computed(() => tf.add(tf.zeros([0, 2]), tf.tensor1d([1, 2])))).toHaveLength(0);
  });
});

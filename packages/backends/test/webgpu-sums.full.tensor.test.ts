import * as tf from '@tensorflow/tfjs-core';
import { expectClose, randomValues } from '@nin/testing';
import { expect, test } from 'vitest';
import { checkSums } from './check-sums';
import { computed, describeOnBothKinds, describeOnWebgpu, expectNoGpuLeak } from './on-webgpu';

/** Long columns, in slabs whose sums are added by a workgroup or by one invocation; several images; fours and not. */
const cases = [
  { shape: [4097, 7], axes: [0] },
  { shape: [9001, 4], axes: [0] },
  { shape: [511, 33], axes: [0] },
  { shape: [3, 1601, 9], axes: [1] },
  { shape: [2, 31, 37, 132], axes: [1, 2] },
  { shape: [7, 5, 1301], axes: [0] },
];

describeOnBothKinds('long sums and means', () => {
  test.each(cases)('of $shape over $axes', ({ shape, axes }) =>
    expectNoGpuLeak(() => checkSums(shape, axes)),
  );

  test('of a hundred thousand tenths are accurate', () =>
    // Added in sequence in float32 the sum is off by 1.4e-4, because each step rounds the same way.
    expectNoGpuLeak(() => checkSums([100_003, 3], [0], new Float32Array(300_009).fill(0.1))));
});

describeOnBothKinds('the error before a ReLU, with the gradient of the bias', () => {
  test.each([
    [1, 1],
    [5, 4],
    [4097, 7],
    [2, 31, 37, 12],
  ])('of [%i, %i …]', async (...sizes) => {
    const shape = sizes.filter((size) => typeof size === 'number');
    const channels = shape[shape.length - 1];
    const count = tf.util.sizeFromShape(shape);
    const y = randomValues(count, 1).map((value) => Math.max(0, value));
    const dy = randomValues(count, 2);
    const [error, bias] = await computed(() => {
      const inputs = { y: tf.tensor(y, shape), dy: tf.tensor(dy, shape) };
      return tf.engine().runKernel<tf.Tensor[]>('BiasReluBackprop', inputs);
    });
    const expected = dy.map((value, at) => (y[at] > 0 ? value : 0));
    expect(error).toEqual(expected);
    const sums = new Float64Array(channels);
    expected.forEach((value, at) => (sums[at % channels] += value));
    expectClose(bias, sums);
  });
});

describeOnWebgpu('the gradient of ReLU', () => {
  // A diverged training must be visible, not hidden by zeros: in each lane and after the last full vector.
  test.each([Infinity, 6])('up to %s passes dy through at NaN', async (ceiling) => {
    for (const count of [7, 8]) {
      const dy = new Float32Array(count).fill(2);
      for (let place = 0; place < count; place++) {
        const x = new Float32Array(count).fill(1).with(place, NaN);
        const [gradient, error, bias] = await computed(() => {
          const inputs = { x: tf.tensor1d(x), dy: tf.tensor1d(dy) };
          const rows = { y: tf.tensor(x, [1, count]), dy: tf.tensor(dy, [1, count]) };
          return [
            tf.engine().runKernel<tf.Tensor>('ReluBackprop', inputs, { ceiling }),
            ...tf.engine().runKernel<tf.Tensor[]>('BiasReluBackprop', rows),
          ];
        });
        expect(gradient).toEqual(dy);
        expect(error).toEqual(dy);
        expect(bias).toEqual(dy);
      }
    }
  });
});

import * as tf from '@tensorflow/tfjs-core';
import { checkGradient, describeEachBackend, expectNoLeak, randomValues } from '@nin/testing';
import { expect, test } from 'vitest';

function randomTensor(shape: number[], seed: number): tf.Tensor {
  return tf.tensor(randomValues(tf.util.sizeFromShape(shape), seed), shape);
}

describeEachBackend('checkGradient', () => {
  test('agrees with the gradients of smooth functions, and leaves no tensor behind', async () => {
    const inputs: [tf.Tensor, tf.Tensor] = [randomTensor([2, 3], 1), randomTensor([3, 4], 2)];
    await expectNoLeak(() => checkGradient((a, b) => tf.tanh(tf.matMul(a, b)), inputs));
    tf.dispose(inputs);
  });

  test('agrees for a convolution, input and filter', async () => {
    const inputs: [tf.Tensor4D, tf.Tensor4D] = [
      randomTensor([1, 4, 4, 2], 3) as tf.Tensor4D,
      randomTensor([3, 3, 2, 3], 4) as tf.Tensor4D,
    ];
    await checkGradient((x, filter) => tf.conv2d(x, filter, 2, 'same'), inputs);
    tf.dispose(inputs);
  });

  test('finds a gradient that is wrong in one component by one percent', async () => {
    const almostSquare = tf.customGrad((x, save) => {
      (save as tf.GradSaveFunc)([x as tf.Tensor]);
      return {
        value: tf.square(x as tf.Tensor),
        gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => tf.mul(dy, tf.mul([2, 2, 2.02], saved[0] ?? 0)),
      };
    });
    const input = tf.tensor1d([0.5, -0.5, 1]);
    await expect(checkGradient((x) => almostSquare(x), [input])).rejects.toThrow('gradient of input 0');
    await checkGradient((x) => tf.square(x), [input]);
  });
});

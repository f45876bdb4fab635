import * as tf from '@tensorflow/tfjs-core';
import { describeEachBackend, expectNoLeak } from '@nin/testing';
import { expect, test } from 'vitest';
import { accuracy, calibration, confusionMatrix, topKAccuracy } from '../src/index';

describeEachBackend('tensors as arguments', (backend) => {
  const readsAtOnce = backend !== 'webgpu';

  test('are taken where their values can be read at once, and refused with the remedy where not', async () => {
    await expectNoLeak(() =>
      tf.tidy(() => {
        // Computed, so that the values lie where the backend keeps them: classes 0, 1, 1 taken for 0, 1, 0.
        const labels = tf.argMax(
          tf.tensor2d([
            [9, 1],
            [2, 3],
            [0, 5],
          ]),
          1,
        );
        const predictions = tf.reshape(tf.argMax(tf.tensor2d([9, 1, 2, 3, 5, 0], [3, 2]), 1), [3, 1]);
        if (readsAtOnce) {
          expect(accuracy(labels, predictions)).toBe(2 / 3);
          expect(confusionMatrix(labels, predictions).counts).toEqual(Uint32Array.of(1, 0, 1, 1));
          expect(accuracy([0, 1, 0], predictions)).toBe(1);
        } else {
          expect(() => accuracy(labels, predictions)).toThrow(
            /^accuracy: labels must be values that can be read synchronously \(await tensor\.data\(\) first\), got a tensor of shape \[3\] that cannot: /,
          );
        }
      }),
    );
  });

  test('are taken as rows of scores', async () => {
    await expectNoLeak(() =>
      tf.tidy(() => {
        const scores = tf.relu(
          tf.tensor2d([
            [0.5, 0.25, 0.25],
            [0.5, 0.25, 0.25],
          ]),
        );
        if (readsAtOnce) {
          expect(topKAccuracy([0, 1], scores, { k: 1 })).toBe(0.5);
          expect(calibration([0, 1], scores).accuracy).toBe(0.5);
        } else {
          expect(() => topKAccuracy([0, 1], scores, { k: 1 })).toThrow('await tensor.data() first');
        }
      }),
    );
  });

  test('are refused by their shape', async () => {
    await expectNoLeak(() => {
      const scores = tf.zeros([3, 4]);
      const images = tf.zeros([1, 2, 2]);
      expect(() => confusionMatrix([0, 1, 2], scores)).toThrow(
        new RangeError(
          'confusionMatrix: predictions must have one class per sample, of shape [samples] ' +
            '(for scores, call tf.argMax first), got a tensor of shape [3, 4]',
        ),
      );
      // As many values as two labels with six scores each.
      expect(() => topKAccuracy([0, 1], scores)).toThrow(
        'topKAccuracy: scores must have a row for each of the 2 labels, got 3 rows',
      );
      expect(() => topKAccuracy([0], images)).toThrow(
        'topKAccuracy: scores must be of shape [rows, columns], got a tensor of shape [1, 2, 2]',
      );
      tf.dispose([scores, images]);
    });
  });

  test('are refused once they are disposed', () => {
    const labels = tf.tensor1d([0, 1], 'int32');
    labels.dispose();
    expect(() => accuracy(labels, [0, 1])).toThrow(/^accuracy: labels must be values .* disposed/);
  });
});

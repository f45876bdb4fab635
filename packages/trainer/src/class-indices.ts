import * as tf from '@tensorflow/tfjs-core';
import { shown } from '@nin/checks';

/**
 * Returns the labels passed to a loss or metric as class indices, float32 [batch]; undefined if `yTrue` holds one-hot rows.
 *
 * @param where starts every error message.
 * @throws TypeError or RangeError unless both are tensors of matching shapes.
 */
export function classIndices(where: string, yTrue: tf.Tensor, yPred: tf.Tensor): tf.Tensor1D | undefined {
  requireTensor(`${where}: yTrue`, yTrue);
  requireTensor(`${where}: yPred`, yPred);
  const [batch = 0, classes = 0] = yPred.shape;
  if (yPred.rank !== 2) {
    throw new RangeError(
      `${where}: yPred must be [batch, classes], got the shape [${yPred.shape.join(', ')}]`,
    );
  }
  if (yTrue.shape[0] === batch && yTrue.size === batch) {
    return tf.cast(tf.reshape<tf.Rank.R1>(yTrue, [batch]), 'float32');
  }
  if (tf.util.arraysEqual(yTrue.shape, yPred.shape)) return undefined;
  throw new RangeError(
    `${where}: yTrue must be [${batch}], [${batch}, 1] or [${batch}, ${classes}], ` +
      `got [${yTrue.shape.join(', ')}]`,
  );
}

function requireTensor(where: string, value: unknown): void {
  if (!(value instanceof tf.Tensor)) throw new TypeError(`${where} must be a tensor, got ${shown(value)}`);
}

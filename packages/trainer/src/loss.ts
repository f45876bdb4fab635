import type * as tf from '@tensorflow/tfjs-core';

/** A loss for `model.compile` of tfjs: maps labels and outputs of a batch to one value per example, or to one scalar. */
export interface Loss {
  (yTrue: tf.Tensor, yPred: tf.Tensor): tf.Tensor;
  /**
   * Whether the outputs must be logits (true) or probabilities (false). `train` and `evaluate` throw if the model's last
   * activation does not match. Custom losses may set it. Default: undefined, any outputs are accepted.
   */
  readonly fromLogits?: boolean | undefined;
}

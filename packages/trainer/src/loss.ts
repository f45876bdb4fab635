import type * as tf from '@tensorflow/tfjs-core';

/** A loss as tfjs's `model.compile` takes it: labels and outputs of a batch to one value per example, or one for all. */
export interface Loss {
  (yTrue: tf.Tensor, yPred: tf.Tensor): tf.Tensor;
  /**
   * Whether the outputs must be logits (true) or probabilities (false). `train` and `evaluate` refuse a model whose last
   * activation gives the other. A loss of your own may carry it. Default: any outputs will do.
   */
  readonly fromLogits?: boolean | undefined;
}

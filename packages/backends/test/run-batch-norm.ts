import * as tf from '@tensorflow/tfjs-core';

/** Settings of {@link runBatchNorm}, and what its moving averages begin with. */
export const batchNormSettings = { epsilon: 1e-3, momentum: 0.75, movingMean: 2, movingVariance: 3 };

/** Runs the kernel: output, mean, variance and the two moved averages. */
export function runBatchNorm(x: tf.Tensor, scale: tf.Tensor, offset: tf.Tensor): tf.Tensor[] {
  const { epsilon, momentum } = batchNormSettings;
  const movingMean = tf.fill(scale.shape, batchNormSettings.movingMean);
  const movingVariance = tf.fill(scale.shape, batchNormSettings.movingVariance);
  const inputs = { x, scale, offset, movingMean, movingVariance };
  return tf.engine().runKernel<tf.Tensor[]>('BatchNormTraining', inputs, { epsilon, momentum });
}

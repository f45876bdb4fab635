import * as tf from '@tensorflow/tfjs-core';
import type { LabeledImages } from '@nin/cifar';

/** Images as the network gets them: float32 [count, 32, 32, 3], bytes divided by 255. */
export function imagesTensor({ images, shape, count }: LabeledImages): tf.Tensor4D {
  const fractions = Float32Array.from({ length: 256 }, (_, byte) => byte / 255);
  const values = new Float32Array(images.length);
  for (let i = 0; i < images.length; i++) values[i] = fractions[images[i] ?? 0] ?? 0;
  return tf.tensor4d(values, [count, ...shape]);
}

/**
 * Labels as rows with a one in the place of the class: float32 [count, outputs].
 *
 * `model.fit` of TensorFlow.js insists on targets of the outputs' shape for any loss that is not its own.
 */
export function labelsTensor({ labels }: LabeledImages, outputs: number): tf.Tensor2D {
  return tf.tidy(() => tf.cast(tf.oneHot(tf.tensor1d(labels, 'int32'), outputs), 'float32') as tf.Tensor2D);
}

import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import type { Batch, ImageBatch } from './batch';
import type { Loss } from './loss';

/** Loss and correct predictions of one batch, as scalars on the device. */
export interface BatchObjective {
  /** Mean loss of the batch plus the model's regularization penalties, as Keras reports it. */
  loss: tf.Scalar;
  /** Number of images classified correctly. */
  correct: tf.Scalar;
}

/** Returns the model's loss and correct predictions on a batch. Call it inside `tf.tidy` or a gradient. */
export function batchObjective(
  model: LayersModel,
  loss: Loss,
  images: tf.Tensor,
  labels: tf.Tensor1D,
  training: boolean,
): BatchObjective {
  const outputs = classifierOutputs(model, images, training);
  const penalties = model.calculateLosses();
  const correct: tf.Scalar = tf.sum(tf.cast(tf.equal(tf.argMax(outputs, 1), labels), 'float32'));
  const mean: tf.Scalar = tf.mean(loss(labels, outputs));
  return {
    loss: penalties.reduce((total, penalty) => tf.add(total, penalty), mean),
    correct,
  };
}

/** Returns the outputs of a classifier, [batch, classes]. */
export function classifierOutputs(model: LayersModel, images: tf.Tensor, training: boolean): tf.Tensor2D {
  // `apply` gives tensors for tensors; its type also covers symbolic ones.
  return model.apply(images, { training }) as tf.Tensor2D;
}

/** Uploads the images of a batch: float32 [count, …shape]. */
export function imagesTensor({ images, count }: ImageBatch, shape: readonly number[]): tf.Tensor {
  return tf.tensor(images, [count, ...shape], 'float32');
}

/** Uploads the labels of a batch: int32 [count]. */
export function labelsTensor({ labels }: Batch): tf.Tensor1D {
  return tf.tensor1d(labels instanceof Int32Array ? labels : Int32Array.from(labels), 'int32');
}

import * as tf from '@tensorflow/tfjs-core';
import type { Batch, ImageBatch } from './batch';

/** The images of a batch on the device: [count, …shape]. */
export function imagesTensor({ images, count }: ImageBatch, shape: readonly number[]): tf.Tensor {
  return tf.tensor(images, [count, ...shape], 'float32');
}

/** The labels of a batch on the device: int32 [count]. */
export function labelsTensor({ labels }: Batch): tf.Tensor1D {
  return tf.tensor1d(labels instanceof Int32Array ? labels : Int32Array.from(labels), 'int32');
}

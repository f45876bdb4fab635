import * as tf from '@tensorflow/tfjs-core';
import { classIndices } from './class-indices';

/** A metric for `model.compile` of tfjs: maps labels and outputs of a batch to one value per example. */
export type Metric = (yTrue: tf.Tensor, yPred: tf.Tensor) => tf.Tensor;

/**
 * Accuracy metric for integer labels in `model.compile`: `metrics: [sparseCategoricalAccuracy]`.
 *
 * Returns float32 [batch]: 1 if the class with the highest output is the label, else 0. `yTrue` holds class indices of type
 * int32 or float32, [batch] or [batch, 1], or one-hot rows [batch, classes]; `yPred` is [batch, classes]. In logs and history
 * the metric is called `acc`, like that of the string `'accuracy'`.
 *
 * The string is wrong with integer labels and `sparseCategoricalCrossentropy` of this package: tfjs chooses the accuracy by
 * comparing the loss with its own functions, and uses the one for one-hot rows with any other loss.
 *
 * @throws TypeError or RangeError if the shapes do not match.
 * @see Keras, `keras.metrics.sparse_categorical_accuracy`.
 */
export const sparseCategoricalAccuracy: Metric = /* @__PURE__ */ named('acc', (yTrue, yPred) =>
  tf.tidy(() => {
    const indices = classIndices('sparseCategoricalAccuracy', yTrue, yPred);
    const labels = indices ?? tf.cast(tf.argMax(yTrue, -1), 'float32');
    return tf.cast(tf.equal(tf.cast(tf.argMax(yPred, -1), 'float32'), labels), 'float32');
  }),
);

/** Sets a metric's name, which tfjs shows and saves: it is the function's name, which minifiers change. */
function named(name: string, metric: Metric): Metric {
  return Object.defineProperty(metric, 'name', { value: name });
}

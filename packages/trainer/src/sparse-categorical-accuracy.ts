import * as tf from '@tensorflow/tfjs-core';
import { classIndices } from './class-indices';

/** A metric as tfjs's `model.compile` takes it: labels and outputs of a batch to one value per example. */
export type Metric = (yTrue: tf.Tensor, yPred: tf.Tensor) => tf.Tensor;

/**
 * The accuracy of integer labels, a metric for `model.compile`: `metrics: [sparseCategoricalAccuracy]`.
 *
 * Per example 1 where the class with the highest output is the label, else 0. `yTrue` holds class indices, int32 or
 * float32, [batch] or [batch, 1], or one-hot rows [batch, classes]; `yPred` is [batch, classes]; the result is float32
 * [batch]. Its figures are called `acc`, as those of the string `'accuracy'` are.
 *
 * The string itself is wrong with integer labels and `sparseCategoricalCrossentropy` of this package: tfjs chooses the
 * accuracy by the identity of its own losses, and takes that of one-hot rows for any other loss. No loss can change that.
 *
 * @throws TypeError or RangeError if the shapes do not belong together.
 * @see Keras, `keras.metrics.sparse_categorical_accuracy`.
 */
export const sparseCategoricalAccuracy: Metric = /* @__PURE__ */ named('acc', (yTrue, yPred) =>
  tf.tidy(() => {
    const indices = classIndices('sparseCategoricalAccuracy', yTrue, yPred);
    const labels = indices ?? tf.cast(tf.argMax(yTrue, -1), 'float32');
    return tf.cast(tf.equal(tf.cast(tf.argMax(yPred, -1), 'float32'), labels), 'float32');
  }),
);

/** tfjs calls a metric's figures by the function's name, which minifiers change, and saves it as the metric's name. */
function named(name: string, metric: Metric): Metric {
  return Object.defineProperty(metric, 'name', { value: name });
}

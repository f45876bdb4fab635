import * as tf from '@tensorflow/tfjs-core';

/** A loss as tfjs's `model.compile` takes it: labels and outputs of a batch to one value for each example, or one for all. */
export type Loss = (yTrue: tf.Tensor, yPred: tf.Tensor) => tf.Tensor;

/** Options of {@link sparseCategoricalCrossentropy}. */
export interface SparseCategoricalCrossentropyOptions {
  /** Whether the model gives logits (no softmax at its end). With false it gives probabilities. Default true. */
  fromLogits?: boolean;
  /** How much of each label is spread evenly over all classes, 0 up to but not including 1. Default 0. */
  labelSmoothing?: number;
}

/** Keras's `epsilon`: probabilities are kept this far from 0 and 1. */
const epsilon = 1e-7;

/**
 * The cross-entropy of integer labels and a classifier's outputs.
 *
 * Per example `−Σ q · log p` over the classes, where q is the label as one-hot, smoothed to
 * `onehot · (1 − s) + s / classes`, and p the softmax of the logits, computed without overflow. Probabilities are divided
 * by their sum and clipped to [1e-7, 1 − 1e-7] as Keras does.
 *
 * The loss takes `yTrue`, int32 or float32, [batch] or [batch, 1] class indices, and `yPred` [batch, classes]; it
 * returns float32 [batch]. In `model.compile` tfjs takes the mean itself. There, `fitDataset` passes integer labels;
 * `fit` and `evaluate` insist on labels of the output's shape for any loss that is not their own, so `yTrue` may also be
 * one-hot rows [batch, classes].
 *
 * @throws RangeError if `labelSmoothing` is outside [0, 1); later if the shapes do not belong together.
 * @see Keras, https://keras.io/api/losses/probabilistic_losses/; label smoothing: Szegedy et al., arXiv 1512.00567, section 7.
 */
export function sparseCategoricalCrossentropy({
  fromLogits = true,
  labelSmoothing = 0,
}: SparseCategoricalCrossentropyOptions = {}): Loss {
  if (!(labelSmoothing >= 0 && labelSmoothing < 1)) {
    throw new RangeError(
      `sparseCategoricalCrossentropy: labelSmoothing must be in [0, 1), got ${labelSmoothing}`,
    );
  }
  return (yTrue, yPred) =>
    tf.tidy(() => {
      const target = smoothed(oneHotRows(yTrue, yPred), labelSmoothing);
      const logProbabilities = fromLogits ? tf.logSoftmax(yPred) : tf.log(clippedProbabilities(yPred));
      return tf.neg(tf.sum(tf.mul(target, logProbabilities), -1));
    });
}

function oneHotRows(yTrue: tf.Tensor, yPred: tf.Tensor): tf.Tensor {
  const [batch = 0, classes = 0] = yPred.shape;
  if (yPred.rank !== 2) {
    throw new RangeError(
      `sparseCategoricalCrossentropy: yPred must be [batch, classes], got the shape [${yPred.shape.join(', ')}]`,
    );
  }
  if (yTrue.shape[0] === batch && yTrue.size === batch) {
    return tf.cast(tf.oneHot(tf.cast(tf.reshape(yTrue, [batch]), 'int32'), classes), 'float32');
  }
  if (tf.util.arraysEqual(yTrue.shape, yPred.shape)) return tf.cast(yTrue, 'float32');
  throw new RangeError(
    `sparseCategoricalCrossentropy: yTrue must be [${batch}], [${batch}, 1] or [${batch}, ${classes}], ` +
      `got [${yTrue.shape.join(', ')}]`,
  );
}

function smoothed(target: tf.Tensor, smoothing: number): tf.Tensor {
  const classes = target.shape[1] ?? 1;
  return smoothing === 0 ? target : tf.add(tf.mul(target, 1 - smoothing), smoothing / classes);
}

function clippedProbabilities(outputs: tf.Tensor): tf.Tensor {
  return tf.clipByValue(tf.div(outputs, tf.sum(outputs, -1, true)), epsilon, 1 - epsilon);
}

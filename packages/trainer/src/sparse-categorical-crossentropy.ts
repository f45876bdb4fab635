import * as tf from '@tensorflow/tfjs-core';
import { type OptionNames, requireBoolean, requireFraction, requireOptions } from '@nin/checks';
import { classIndices } from './class-indices';
import type { Loss } from './loss';

/** Options of {@link sparseCategoricalCrossentropy}. */
export interface SparseCategoricalCrossentropyOptions {
  /** Whether the model gives logits (no softmax at its end). With false it gives probabilities. Default true. */
  fromLogits?: boolean | undefined;
  /** How much of each label is spread evenly over all classes, 0 up to but not including 1. Default 0. */
  labelSmoothing?: number | undefined;
}

const optionNames: OptionNames<SparseCategoricalCrossentropyOptions> = {
  fromLogits: true,
  labelSmoothing: true,
};

/** Keras's `epsilon`: probabilities are kept this far from 0 and 1. */
const epsilon = 1e-7;

/**
 * Returns the cross-entropy of integer labels and a classifier's outputs.
 *
 * Per example `−Σ q · log p` over the classes, where q is the label as one-hot, smoothed to
 * `onehot · (1 − s) + s / classes`, and p the softmax of the logits, computed without overflow; a class with q = 0 counts
 * nothing, whatever its p. Probabilities are divided by their sum and clipped to [1e-7, 1 − 1e-7] as Keras does.
 *
 * The loss takes `yTrue`, int32 or float32, [batch] or [batch, 1] class indices, and `yPred` [batch, classes]; it
 * returns float32 [batch], NaN where a label is no integer from 0 to classes − 1. In `model.compile` tfjs takes the mean
 * itself. There, `fitDataset` passes integer labels; `fit` and `evaluate` insist on labels of the output's shape for any
 * loss that is not their own, so `yTrue` may also be one-hot rows [batch, classes]. For the accuracy give
 * `metrics: [sparseCategoricalAccuracy]`: the string `'accuracy'` is wrong with integer labels. A loss function is no
 * part of a saved model: saving with `includeOptimizer` throws.
 *
 * @throws RangeError if `labelSmoothing` is outside [0, 1); later if the shapes do not belong together. TypeError if an
 * option is unknown.
 * @see Keras, https://keras.io/api/losses/probabilistic_losses/; label smoothing: Szegedy et al., arXiv 1512.00567, section 7.
 */
export function sparseCategoricalCrossentropy(options: SparseCategoricalCrossentropyOptions = {}): Loss {
  requireOptions('sparseCategoricalCrossentropy: options', options, optionNames);
  const { fromLogits = true, labelSmoothing = 0 } = options;
  requireBoolean('sparseCategoricalCrossentropy: fromLogits', fromLogits);
  requireFraction('sparseCategoricalCrossentropy: labelSmoothing', labelSmoothing);
  const loss = (yTrue: tf.Tensor, yPred: tf.Tensor) =>
    tf.tidy(() => {
      const indices = classIndices('sparseCategoricalCrossentropy', yTrue, yPred);
      const rows = indices ? oneHotRows(indices, yPred) : tf.cast(yTrue, 'float32');
      const target = smoothed(rows, labelSmoothing);
      const logProbabilities = fromLogits ? tf.logSoftmax(yPred) : tf.log(clippedProbabilities(yPred));
      const losses = tf.neg(tf.sum(tf.mul(target, whereNotZero(target, logProbabilities)), -1));
      return indices ? whereLabeled(rows, losses) : losses;
    });
  return Object.defineProperties(loss, {
    fromLogits: { value: fromLogits },
    // tfjs saves a loss by its own enumerable properties, taking it for a map: of a plain function nothing would be left.
    saved: { enumerable: true, get: refuseSaving },
  });
}

/** One-hot by comparison: `tf.oneHot` drops what follows the point of a label, and wants two classes. */
function oneHotRows(indices: tf.Tensor1D, yPred: tf.Tensor): tf.Tensor {
  const classes = tf.range(0, yPred.shape[1] ?? 0, 1, 'float32');
  return tf.cast(tf.equal(tf.expandDims(indices, 1), classes), 'float32');
}

function smoothed(target: tf.Tensor, smoothing: number): tf.Tensor {
  const classes = target.shape[1] ?? 1;
  return smoothing === 0 ? target : tf.add(tf.mul(target, 1 - smoothing), smoothing / classes);
}

/** 0 · log 0 is 0 in a cross-entropy, but NaN in floating point. */
function whereNotZero(target: tf.Tensor, values: tf.Tensor): tf.Tensor {
  return tf.where(tf.notEqual(target, 0), values, tf.zerosLike(values));
}

/** NaN for a label that is no class: reading it to throw would make the host wait for the device. */
function whereLabeled(rows: tf.Tensor, losses: tf.Tensor): tf.Tensor {
  return tf.where(tf.notEqual(tf.sum(rows, -1), 0), losses, tf.fill(losses.shape, NaN));
}

function clippedProbabilities(outputs: tf.Tensor): tf.Tensor {
  return tf.clipByValue(tf.div(outputs, tf.sum(outputs, -1, true)), epsilon, 1 - epsilon);
}

function refuseSaving(): never {
  throw new TypeError(
    'sparseCategoricalCrossentropy: a loss function is no part of a saved model; save without includeOptimizer, or with ' +
      "saveCheckpoint, which keeps the optimizer's state, and compile with the loss again after loading",
  );
}

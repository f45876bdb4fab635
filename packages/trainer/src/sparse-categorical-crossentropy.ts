import * as tf from '@tensorflow/tfjs-core';
import { type OptionNames, requireBoolean, requireFraction, requireOptions } from '@nin/checks';
import { classIndices } from './class-indices';
import type { Loss } from './loss';

/** Options of {@link sparseCategoricalCrossentropy}. */
export interface SparseCategoricalCrossentropyOptions {
  /** Whether the model outputs logits (no softmax at its end) instead of probabilities. Default true. */
  fromLogits?: boolean | undefined;
  /** Fraction of each label that is spread evenly over all classes, in [0, 1). Default 0. */
  labelSmoothing?: number | undefined;
}

const optionNames: OptionNames<SparseCategoricalCrossentropyOptions> = {
  fromLogits: true,
  labelSmoothing: true,
};

/** Keras's `epsilon`: minimum distance of probabilities from 0 and 1. */
const epsilon = 1e-7;

/**
 * Returns the cross-entropy loss of integer labels and a classifier's outputs.
 *
 * Per example `−Σ q · log p` over the classes, where q is the one-hot label, smoothed to `onehot · (1 − s) + s / classes`, and
 * p the softmax of the logits, computed without overflow; a class with q = 0 contributes 0 for any p. Probabilities are divided
 * by their sum and clipped to [1e-7, 1 − 1e-7], as in Keras.
 *
 * The loss takes `yTrue`, class indices of type int32 or float32, [batch] or [batch, 1], and `yPred` [batch, classes]; it
 * returns float32 [batch], with NaN for labels that are not integers from 0 to classes − 1. In `model.compile`, tfjs computes
 * the mean itself. There, `fitDataset` passes integer labels; `fit` and `evaluate` require labels of the output's shape for any
 * custom loss, so `yTrue` may also be one-hot rows [batch, classes]. For the accuracy, pass
 * `metrics: [sparseCategoricalAccuracy]`: the string `'accuracy'` is wrong with integer labels. tfjs cannot save a loss
 * function: saving with `includeOptimizer` throws.
 *
 * @throws RangeError if `labelSmoothing` is outside [0, 1), or, from the loss, if the shapes do not match. TypeError if an
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
    // tfjs would save a loss function as a map of its enumerable properties, so nothing of it.
    saved: { enumerable: true, get: refuseSaving },
  });
}

/** One-hot rows by comparison: `tf.oneHot` truncates fractional labels and requires two classes. */
function oneHotRows(indices: tf.Tensor1D, yPred: tf.Tensor): tf.Tensor {
  const classes = tf.range(0, yPred.shape[1] ?? 0, 1, 'float32');
  return tf.cast(tf.equal(tf.expandDims(indices, 1), classes), 'float32');
}

function smoothed(target: tf.Tensor, smoothing: number): tf.Tensor {
  const classes = target.shape[1] ?? 1;
  return smoothing === 0 ? target : tf.add(tf.mul(target, 1 - smoothing), smoothing / classes);
}

/** Replaces values by 0 where the target is 0: 0 · log 0 is 0 in a cross-entropy, but NaN in floating point. */
function whereNotZero(target: tf.Tensor, values: tf.Tensor): tf.Tensor {
  return tf.where(tf.notEqual(target, 0), values, tf.zerosLike(values));
}

/** Replaces losses of invalid labels by NaN: throwing would require waiting for the device. */
function whereLabeled(rows: tf.Tensor, losses: tf.Tensor): tf.Tensor {
  return tf.where(tf.notEqual(tf.sum(rows, -1), 0), losses, tf.fill(losses.shape, NaN));
}

function clippedProbabilities(outputs: tf.Tensor): tf.Tensor {
  return tf.clipByValue(tf.div(outputs, tf.sum(outputs, -1, true)), epsilon, 1 - epsilon);
}

function refuseSaving(): never {
  throw new TypeError(
    'sparseCategoricalCrossentropy: tfjs cannot save a loss function; save without includeOptimizer, or with ' +
      "saveCheckpoint, which keeps the optimizer's state, and compile with the loss again after loading",
  );
}

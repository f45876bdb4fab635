import { type OptionNames, requireBackend, requireOptions, requirePositiveInteger } from '@nin/checks';
import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { classifierOutputs, imagesTensor } from './batch-objective';
import { classifierOf } from './classifier';
import { requireBatch } from './require-batch';
import { breather } from './event-loop';
import { openBatches, requireImages, type UnlabeledData } from './labeled-data';
import { warnOfRawPixels } from './raw-pixels';
import { requireSignal } from './training-parts';

/** Options of {@link predict}. */
export interface PredictOptions {
  /** Images per batch. Positive integer. Default 256. */
  batchSize?: number | undefined;
  /** Stops between two batches when aborted; the signal's reason is thrown. */
  signal?: AbortSignal | undefined;
}

const optionNames: OptionNames<PredictOptions> = { batchSize: true, signal: true };

/** A model's outputs and predicted classes. */
export interface Predictions {
  /** The model's outputs, [count, classes], row-major: logits, or probabilities if the model ends in softmax. */
  scores: Float32Array;
  /** Class with the highest score of each image, the first if equal; −1 if a score is NaN. Length `count`. */
  predictions: Int32Array;
  /** Number of images. */
  count: number;
  /** Number of classes. */
  classes: number;
}

/**
 * Returns a model's scores and predicted classes for images.
 *
 * @param data arrays, batches, or a function that returns batches (requested without shuffling and augmentation). Labels are
 * ignored.
 * @throws TypeError or RangeError if the data do not fit the model or are empty, or an option is unknown.
 */
export async function predict(
  model: LayersModel,
  data: UnlabeledData,
  options: PredictOptions = {},
): Promise<Predictions> {
  const classifier = classifierOf('predict', model);
  requireOptions('predict: options', options, optionNames);
  const { batchSize = 256, signal } = options;
  requirePositiveInteger('predict: batchSize', batchSize);
  requireSignal('predict', signal);
  requireImages('predict', 'data', data, classifier);
  requireBackend('predict', tf.engine());
  const request = { epoch: 0, batchSize, seed: 0, shuffle: false, augment: undefined };
  const breathe = breather();
  const parts: Float32Array[] = [];

  signal?.throwIfAborted();
  for await (const batch of openBatches('predict', 'data', data, request, model)) {
    const shape = requireBatch('predict', batch, classifier);
    if (parts.length === 0) warnOfRawPixels('predict', model, batch.images);
    const outputs = tf.tidy(() => classifierOutputs(model, imagesTensor(batch, shape), false));
    try {
      parts.push(await outputs.data<'float32'>());
    } finally {
      outputs.dispose();
    }
    await breathe();
    signal?.throwIfAborted();
  }

  const { classes } = classifier;
  const scores = concatenate(parts);
  const count = scores.length / classes;
  if (count === 0) throw new RangeError('predict: data must hold at least one image, got none');
  return { scores, predictions: highest(scores, classes), count, classes };
}

function concatenate(parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

function highest(scores: Float32Array, classes: number): Int32Array {
  return Int32Array.from({ length: scores.length / classes }, (_, image) => {
    const row = scores.subarray(image * classes, (image + 1) * classes);
    return row.indexOf(row.reduce((best, score) => Math.max(best, score), -Infinity));
  });
}

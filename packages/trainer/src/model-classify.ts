import { type OptionNames, requireOptions, requirePositiveInteger } from '@nin/checks';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import type { ImageBatch } from './batch';
import { requireCard } from './model-card-read';
import { preparedBatch, requireByteImages, type ByteImages } from './model-images';
import { predict } from './predict';

/** Options of {@link classify}. */
export interface ClassifyOptions {
  /** Images per batch. Positive integer. Default 256. */
  batchSize?: number | undefined;
  /** Stops between two batches when aborted; the signal's reason is thrown. */
  signal?: AbortSignal | undefined;
}

/** Predicted classes and probabilities of images. */
export interface Classified {
  /** Name of the most likely class of each image. Length `count`. */
  names: readonly string[];
  /** Index of that class, 0 to classes − 1. Length `count`. */
  predictions: Int32Array;
  /** Probabilities, [count, classes], row-major: softmax of logits, or the model's outputs if these are probabilities. */
  probabilities: Float32Array;
  /** Names of all classes, from the model's card. */
  classNames: readonly string[];
  /** Number of images. */
  count: number;
  /** Number of classes. */
  classes: number;
}

const optionNames: OptionNames<ClassifyOptions> = { batchSize: true, signal: true };

/**
 * Returns class names and probabilities of raw images; normalization and class names come from the model's card.
 *
 * @param model a model with a card, from `saveDeployable` or `describeModel`.
 * @param data pixels of the model's size; images are not resized.
 * @throws ModelCardError if the model has no card, or a damaged one.
 * @throws TypeError or RangeError if the images do not fit the card.
 * @throws Error if an output is NaN or infinite, for example because of damaged weights.
 */
export async function classify(
  model: LayersModel,
  data: ByteImages,
  options: ClassifyOptions = {},
): Promise<Classified> {
  requireOptions('classify: options', options, optionNames);
  const { batchSize = 256, signal } = options;
  requirePositiveInteger('classify: batchSize', batchSize);
  const { input, classNames, output } = requireCard('classify', model);
  const count = requireByteImages('classify', data, input);
  function* batches(): Generator<ImageBatch> {
    for (let first = 0; first < count; first += batchSize) {
      yield preparedBatch(input, data, first, Math.min(batchSize, count - first));
    }
  }
  const { scores, predictions, classes } = await predict(model, batches, signal ? { signal } : {});
  const probabilities = output === 'logits' ? softmaxOfRows(scores, classes) : scores;
  const lost = probabilities.findIndex((probability) => !Number.isFinite(probability));
  if (lost >= 0) {
    throw new Error(
      `classify: the model's outputs must be finite, got ${scores[lost]} for image ${Math.floor(lost / classes)}`,
    );
  }
  return {
    names: Array.from(predictions, (predicted) => classNames[predicted] ?? ''),
    predictions,
    probabilities,
    classNames,
    count,
    classes,
  };
}

/** Returns the softmax of each row, computed in double precision. */
function softmaxOfRows(logits: Float32Array, classes: number): Float32Array {
  const probabilities = new Float32Array(logits.length);
  for (let first = 0; first < logits.length; first += classes) {
    const row = logits.subarray(first, first + classes);
    const highest = row.reduce((most, logit) => Math.max(most, logit), -Infinity);
    const powers = Array.from(row, (logit) => Math.exp(logit - highest));
    const sum = powers.reduce((total, power) => total + power, 0);
    probabilities.set(
      powers.map((power) => power / sum),
      first,
    );
  }
  return probabilities;
}

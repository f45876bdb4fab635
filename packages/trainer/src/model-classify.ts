import { type OptionNames, requireOptions, requirePositiveInteger } from '@nin/checks';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import type { ImageBatch } from './batch';
import { requireCard } from './model-card-read';
import { preparedBatch, requireByteImages, type ByteImages } from './model-images';
import { predict } from './predict';

/** Options of {@link classify}. */
export interface ClassifyOptions {
  /** Images at a time. Positive integer. Default 256. */
  batchSize?: number | undefined;
  /** Stops between two batches when aborted; the signal's reason is thrown. */
  signal?: AbortSignal | undefined;
}

/** What a model sees in images. */
export interface Classified {
  /** The name of the likeliest class of each image. Length `count`. */
  names: readonly string[];
  /** The number of that class, 0 to classes − 1. Length `count`. */
  predictions: Int32Array;
  /** Shape [count, classes], image by image: softmax of logits, or what a model that gives probabilities gives. */
  probabilities: Float32Array;
  /** The names of all classes, from the model's card. */
  classNames: readonly string[];
  /** How many images there were. */
  count: number;
  /** How many classes there are. */
  classes: number;
}

const optionNames: OptionNames<ClassifyOptions> = { batchSize: true, signal: true };

/**
 * Classifies pictures by what the model's own card says and nothing else: pixels in, names and probabilities out.
 *
 * @param model one with a card: saved by `saveDeployable`, or described by `describeModel`.
 * @param data pixels of the size the model takes: images are not resized.
 * @throws ModelCardError if the model has no card, or a damaged one.
 * @throws TypeError or RangeError if the images do not fit it.
 * @throws Error if an output is NaN or infinite, as damaged weights make it.
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
      `classify: the outputs of the model must be finite, got ${scores[lost]} for image ${Math.floor(lost / classes)}`,
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

/** Softmax of each row, in double precision. */
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

import { type OptionNames, requireBackend, requireOptions, requirePositiveInteger } from '@nin/checks';
import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { batchObjective, imagesTensor, labelsTensor } from './batch-objective';
import { classifierOf } from './classifier';
import { requireBatch, requireBatchLabels } from './require-batch';
import { breather } from './event-loop';
import { openBatches, requireLabeledImages, type LabeledData } from './labeled-data';
import { addResults, pendingResults } from './pending-results';
import { requireOutputsForLoss } from './output-activation';
import { warnOfRawPixels } from './raw-pixels';
import { readingPace } from './reading-pace';
import type { Loss } from './loss';
import { sparseCategoricalCrossentropy } from './sparse-categorical-crossentropy';
import { requireLoss, requireSignal } from './training-parts';

/** Options of {@link evaluate}. */
export interface EvaluateOptions {
  /** Images per batch. Positive integer. Default 256. */
  batchSize?: number | undefined;
  /** Loss of labels, int32 [batch], and outputs [batch, classes]. Default `sparseCategoricalCrossentropy()`, from logits. */
  loss?: Loss | undefined;
  /** Stops between two batches when aborted; the signal's reason is thrown. */
  signal?: AbortSignal | undefined;
}

const optionNames: OptionNames<EvaluateOptions> = { batchSize: true, loss: true, signal: true };

/** Loss and accuracy of a model on labeled images. */
export interface Evaluation {
  /** Mean loss over the images, including regularization penalties. */
  loss: number;
  /** Fraction of images classified correctly, 0–1. */
  accuracy: number;
  /** Number of images classified correctly. */
  correct: number;
  /** Number of images. */
  count: number;
  /** Duration in seconds. */
  seconds: number;
}

/**
 * Returns loss and accuracy of a classifier. Every image has the same weight, also in a smaller last batch.
 *
 * @param data arrays, batches, or a function that returns batches (requested without shuffling and augmentation).
 * @throws TypeError or RangeError if the data do not fit the model or are empty, an option is unknown, or the model's last
 * activation does not fit the loss.
 */
export async function evaluate(
  model: LayersModel,
  data: LabeledData,
  options: EvaluateOptions = {},
): Promise<Evaluation> {
  const classifier = classifierOf('evaluate', model);
  requireOptions('evaluate: options', options, optionNames);
  const { batchSize = 256, loss = sparseCategoricalCrossentropy(), signal } = options;
  requirePositiveInteger('evaluate: batchSize', batchSize);
  requireLoss('evaluate', loss);
  requireSignal('evaluate', signal);
  requireOutputsForLoss('evaluate', model, loss);
  requireLabeledImages('evaluate', 'data', data, classifier);
  requireBackend('evaluate', tf.engine());
  return evaluateData('evaluate', model, data, { batchSize, loss, signal });
}

/** {@link evaluate} for checked arguments. `where` starts every error message. */
export async function evaluateData(
  where: string,
  model: LayersModel,
  data: LabeledData,
  { batchSize, loss, signal }: { batchSize: number; loss: Loss; signal?: AbortSignal | undefined },
): Promise<Evaluation> {
  const classifier = classifierOf(where, model);
  const request = { epoch: 0, batchSize, seed: 0, shuffle: false, augment: undefined };
  const start = performance.now();
  const pending = pendingResults();
  const pace = readingPace();
  const breathe = breather();
  const sums = { loss: 0, correct: 0, images: 0 };

  try {
    signal?.throwIfAborted();
    for await (const batch of openBatches(where, 'data', data, request, model)) {
      const shape = requireBatch(where, batch, classifier);
      requireBatchLabels(where, batch, classifier);
      if (sums.images === 0) warnOfRawPixels(where, model, batch.images);
      const willRead = pace.due();
      tf.tidy(() => {
        const labels = labelsTensor(batch);
        pending.add(batchObjective(model, loss, imagesTensor(batch, shape), labels, false), batch.count);
      });
      pace.stepped();
      if (willRead) {
        addResults(sums, await pending.read());
        pace.wasRead();
      }
      await breathe();
      signal?.throwIfAborted();
    }
    addResults(sums, await pending.read());
  } finally {
    pending.dispose();
  }
  const { loss: lossSum, correct, images: count } = sums;
  if (count === 0) throw new RangeError(`${where}: data must hold at least one image, got none`);
  const seconds = (performance.now() - start) / 1000;
  return { loss: lossSum / count, accuracy: correct / count, correct, count, seconds };
}

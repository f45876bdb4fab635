import type { Batch, BatchRequest, BatchSource, ImageBatch } from './batch';
import { kindOf } from './checks';
import type { Classifier } from './classifier';
import { arrayBatches, countOf, requireArrays, type ImageArrays, type LabeledArrays } from './image-arrays';
import { requireLabels } from './require-labels';

/**
 * Labeled images: arrays in memory, batches to go through in their own order, or a function that gives the batches of
 * one pass, shuffled and augmented as asked.
 */
export type LabeledData<Augment = undefined> =
  LabeledArrays | Iterable<Batch> | AsyncIterable<Batch> | BatchSource<Augment>;

/** The same as {@link LabeledData}, but labels may be missing. */
export type UnlabeledData<Augment = undefined> =
  | ImageArrays
  | Iterable<ImageBatch>
  | AsyncIterable<ImageBatch>
  | ((request: BatchRequest<Augment>) => Iterable<ImageBatch> | AsyncIterable<ImageBatch>);

/** Whether the data are plain arrays: only then their number is known beforehand. */
export function isArrays<Augment>(data: UnlabeledData<Augment>): data is ImageArrays {
  return typeof data === 'object' && !(Symbol.iterator in data) && !(Symbol.asyncIterator in data);
}

/** One pass over the data. */
export function openBatches<Augment>(
  data: UnlabeledData<Augment>,
  request: BatchRequest<Augment>,
): Iterable<ImageBatch> | AsyncIterable<ImageBatch> {
  if (typeof data === 'function') return data(request);
  return isArrays(data) ? arrayBatches(data, request) : data;
}

/**
 * Checks as much of the images as can be checked before the first batch.
 *
 * @param where opens the message of an error; `name` is what the argument is called there.
 * @throws TypeError or RangeError unless the data are of a kind we know, and arrays fit the model.
 */
export function requireImages<Augment>(
  where: string,
  name: string,
  data: UnlabeledData<Augment>,
  classifier: Classifier,
): void {
  const given: unknown = data;
  if (typeof given === 'function') return;
  if (typeof given !== 'object' || given === null) {
    throw new TypeError(
      `${where}: ${name} must be arrays, batches or a function that gives batches, got ${kindOf(given)}`,
    );
  }
  if (isArrays(data)) requireArrays(`${where}: ${name}`, data, classifier);
}

/**
 * The same for images with labels.
 *
 * @throws TypeError or RangeError also if arrays have no labels, or labels the model has no class for.
 */
export function requireLabeledImages<Augment>(
  where: string,
  name: string,
  data: LabeledData<Augment>,
  classifier: Classifier,
): void {
  requireImages(where, name, data, classifier);
  if (isArrays(data)) requireLabels(where, data, countOf(data), classifier);
}

import { shown } from '@nin/checks';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import type { Batch, BatchRequest, BatchSource, ImageBatch } from './batch';
import type { Classifier } from './classifier';
import { arrayBatches, countOf, requireArrays, type ImageArrays, type LabeledArrays } from './image-arrays';
import { cardOf } from './model-card-read';
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

/**
 * Opens one pass over the data. Bytes in memory become floats as the model's card says.
 *
 * @param where opens the message of an error; `name` is what the data are called there.
 * @throws TypeError if a function gives no batches; ModelCardError if bytes meet a model whose card is damaged.
 */
export function openBatches<Augment>(
  where: string,
  name: string,
  data: UnlabeledData<Augment>,
  request: BatchRequest<Augment>,
  model: LayersModel,
): Iterable<ImageBatch> | AsyncIterable<ImageBatch> {
  if (typeof data !== 'function') {
    if (!isArrays(data)) return data;
    // Floats are taken as they are, whatever a card says.
    const card = data.images instanceof Float32Array ? undefined : cardOf(where, model);
    return arrayBatches(data, request, card?.input.normalization);
  }
  const batches: unknown = data(request);
  if (isIterable(batches)) return batches;
  throw new TypeError(`${where}: ${name} must give batches, such as a generator does, got ${shown(batches)}`);
}

function isIterable(value: unknown): value is Iterable<ImageBatch> | AsyncIterable<ImageBatch> {
  return (
    typeof value === 'object' && value !== null && (Symbol.iterator in value || Symbol.asyncIterator in value)
  );
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
  requireDataKind(where, name, data);
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

/**
 * Checks that data are arrays, batches or a function that gives batches: what else is often given in their place could
 * pass for one of them, and fail later in other words.
 *
 * @param where opens the message of an error; `name` is what the argument is called there.
 * @throws TypeError saying what to give instead.
 */
function requireDataKind(where: string, name: string, data: unknown): void {
  const got = foreign(where, data);
  if (got === undefined) return;
  throw new TypeError(
    `${where}: ${name} must be arrays, batches or a function that gives batches, got ${got}`,
  );
}

/** What data of another kind are; undefined for ours. */
function foreign(where: string, data: unknown): string | undefined {
  if (typeof data === 'function') return undefined;
  if (typeof data !== 'object' || data === null) return shown(data);
  if (has(data, 'then') || has(data, 'dataSync')) return shown(data);
  if (has(data, 'forEachAsync')) {
    return `${shown(data)}: give a function that goes through it and yields { images, labels, count }`;
  }
  if (ArrayBuffer.isView(data)) return `${shown(data)}: give { images, labels, shape }`;
  if ('train' in data && 'test' in data) {
    const part = where === 'train' ? 'train' : 'test';
    return `both parts of a data set: give one of them, such as data.${part}`;
  }
  if (Array.isArray(data) && data.some((one) => has(one, 'dataSync'))) {
    return 'an array of tensors: give { images, labels, shape } with await tensor.data()';
  }
  return undefined;
}

function has(value: unknown, method: string): boolean {
  return typeof (value as Record<string, unknown> | null | undefined)?.[method] === 'function';
}

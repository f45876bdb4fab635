import { shown } from '@nin/checks';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import type { Batch, BatchRequest, BatchSource, ImageBatch } from './batch';
import type { Classifier } from './classifier';
import { arrayBatches, countOf, requireArrays, type ImageArrays, type LabeledArrays } from './image-arrays';
import { cardOf } from './model-card-read';
import { requireLabels } from './require-labels';

/**
 * Labeled images: arrays in memory, batches in a fixed order, or a function that returns the batches of one pass, shuffled and
 * augmented as requested.
 */
export type LabeledData<Augment = undefined> =
  LabeledArrays | Iterable<Batch> | AsyncIterable<Batch> | BatchSource<Augment>;

/** {@link LabeledData} whose labels may be missing. */
export type UnlabeledData<Augment = undefined> =
  | ImageArrays
  | Iterable<ImageBatch>
  | AsyncIterable<ImageBatch>
  | ((request: BatchRequest<Augment>) => Iterable<ImageBatch> | AsyncIterable<ImageBatch>);

/** Whether the data are arrays in memory: only then the number of images is known in advance. */
export function isArrays<Augment>(data: UnlabeledData<Augment>): data is ImageArrays {
  return typeof data === 'object' && !(Symbol.iterator in data) && !(Symbol.asyncIterator in data);
}

/**
 * Starts one pass over the data. Bytes in memory are normalized by the model's card.
 *
 * @param where starts every error message; `name` is the name of the argument.
 * @throws TypeError if a function does not return batches; ModelCardError if the data are bytes and the model's card is damaged.
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
    // Floats are already normalized.
    const card = data.images instanceof Float32Array ? undefined : cardOf(where, model);
    return arrayBatches(data, request, card?.input.normalization);
  }
  const batches: unknown = data(request);
  if (isIterable(batches)) return batches;
  throw new TypeError(`${where}: ${name} must return batches, as a generator does, got ${shown(batches)}`);
}

function isIterable(value: unknown): value is Iterable<ImageBatch> | AsyncIterable<ImageBatch> {
  return (
    typeof value === 'object' && value !== null && (Symbol.iterator in value || Symbol.asyncIterator in value)
  );
}

/**
 * Checks what can be checked before the first batch.
 *
 * @param where starts every error message; `name` is the name of the argument.
 * @throws TypeError or RangeError unless the data are arrays that fit the model, batches or a function.
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
 * {@link requireImages} for images with labels.
 *
 * @throws TypeError or RangeError also if arrays have no labels, or labels outside the model's classes.
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
 * Checks that data are arrays, batches or a function: common mistakes would otherwise fail later, with unrelated messages.
 *
 * @throws TypeError that says what to pass instead.
 */
function requireDataKind(where: string, name: string, data: unknown): void {
  const got = foreign(where, data);
  if (got === undefined) return;
  throw new TypeError(
    `${where}: ${name} must be arrays, batches or a function that returns batches, got ${got}`,
  );
}

/** Describes data of the wrong kind; undefined for valid data. */
function foreign(where: string, data: unknown): string | undefined {
  if (typeof data === 'function') return undefined;
  if (typeof data !== 'object' || data === null) return shown(data);
  if (has(data, 'then') || has(data, 'dataSync')) return shown(data);
  if (has(data, 'forEachAsync')) {
    return `${shown(data)}: pass a generator function that iterates over it and yields { images, labels, count }`;
  }
  if (ArrayBuffer.isView(data)) return `${shown(data)}: pass { images, labels, shape }`;
  if ('train' in data && 'test' in data) {
    const part = where === 'train' ? 'train' : 'test';
    return `both parts of a data set: pass one of them, such as data.${part}`;
  }
  if (Array.isArray(data) && data.some((one) => has(one, 'dataSync'))) {
    return 'an array of tensors: pass { images, labels, shape } with await tensor.data()';
  }
  return undefined;
}

function has(value: unknown, method: string): boolean {
  return typeof (value as Record<string, unknown> | null | undefined)?.[method] === 'function';
}

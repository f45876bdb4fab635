import { requireNonNegativeInteger, shown } from '@nin/checks';
import type { BatchRequest, ImageBatch } from './batch';
import { byteValues, writeBytes } from './byte-values';
import { fits, type Classifier } from './classifier';
import { shuffledOrder } from './mix-seeds';
import type { ModelInput } from './model-card';
import { formatShape, sizeOf } from './shape';

/** Images in memory. Bytes are normalized by the model's card, or divided by 255 if it has none; floats are used unchanged. */
export interface ImageArrays {
  /** Shape [count, …shape], channels last. */
  images: Uint8Array | Uint8ClampedArray | Float32Array;
  /** Shape of one image, such as [32, 32, 3]. */
  shape: readonly number[];
  /** Number of images. Default: derived from the length of `images`. */
  count?: number | undefined;
}

/** Images in memory with their labels. */
export interface LabeledArrays extends ImageArrays {
  /** Class of each image, 0 to classes − 1. Length `count`. */
  labels: ArrayLike<number>;
}

/** Returns the number of images. */
export function countOf({ images, shape, count }: ImageArrays): number {
  return count ?? images.length / sizeOf(shape);
}

/**
 * Checks the images, not the labels.
 *
 * @throws TypeError or RangeError unless the arrays have the stated lengths, fit the model and are not empty.
 */
export function requireArrays(where: string, arrays: ImageArrays, classifier: Classifier): void {
  const { images, shape } = arrays;
  if (!isBytes(images) && !(images instanceof Float32Array)) {
    throw new TypeError(`${where}.images must be a Uint8Array or a Float32Array, got ${shown(images)}`);
  }
  if (!Array.isArray(shape)) throw new TypeError(`${where}.shape must be an array, got ${shown(shape)}`);
  if (!fits(shape, classifier)) {
    throw new RangeError(
      `${where}.shape must be ${formatShape(classifier.inputShape)}, the model's input, got ${formatShape(shape)}`,
    );
  }
  if (arrays.count !== undefined) requireNonNegativeInteger(`${where}.count`, arrays.count);
  const count = countOf(arrays);
  if (count === 0) throw new RangeError(`${where} must hold at least one image, got none`);
  if (!Number.isInteger(count) || images.length !== count * sizeOf(shape)) {
    const expected = arrays.count === undefined ? 'a multiple of ' : `${arrays.count} × `;
    throw new RangeError(
      `${where}.images must have ${expected}${shape.join(' × ')} values, got ${images.length}`,
    );
  }
}

/** Yields the batches of one pass over the arrays, shuffled by the seed if the request asks for it. */
export function* arrayBatches(
  arrays: ImageArrays & Partial<LabeledArrays>,
  { batchSize, seed, shuffle }: BatchRequest<unknown>,
  normalization: ModelInput['normalization'] | undefined,
): Generator<ImageBatch & { labels?: Int32Array }> {
  const { labels, shape } = arrays;
  const total = countOf(arrays);
  const order = shuffle ? shuffledOrder(total, seed) : undefined;
  const copyImage = imageCopier(arrays, normalization);
  for (let first = 0; first < total; first += batchSize) {
    const count = Math.min(batchSize, total - first);
    const images = new Float32Array(count * sizeOf(shape));
    const chosen = Array.from({ length: count }, (_, place) => order?.[first + place] ?? first + place);
    chosen.forEach((image, place) => copyImage(image, images, place));
    yield { images, count, shape, labels: labels && Int32Array.from(chosen, (image) => labels[image] ?? -1) };
  }
}

/** Returns a function that copies an image to a position of a batch, converting bytes to floats. */
function imageCopier(
  { images, shape }: ImageArrays,
  normalization: ModelInput['normalization'] | undefined,
): (image: number, batch: Float32Array, place: number) => void {
  const size = sizeOf(shape);
  if (!isBytes(images)) {
    return (image, batch, place) =>
      batch.set(images.subarray(image * size, (image + 1) * size), place * size);
  }
  const tables = byteValues(normalization);
  return (image, batch, place) =>
    writeBytes(
      tables,
      images.subarray(image * size, (image + 1) * size),
      batch.subarray(place * size, (place + 1) * size),
    );
}

function isBytes(images: ImageArrays['images']): images is Uint8Array | Uint8ClampedArray {
  return images instanceof Uint8Array || images instanceof Uint8ClampedArray;
}

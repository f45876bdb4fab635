import { shown } from '@nin/checks';
import type { ImageBatch } from './batch';
import { byteValues, writeBytes } from './byte-values';
import { formatShape, sizeOf } from './shape';
import type { ModelCard } from './model-card';
import { fieldsOfCard } from './model-card-fields';

/** Raw pixels, as from an image decoder or a canvas: bytes from 0 to 255. */
export interface ByteImages {
  /** Shape [count, …shape], channels last, in the order red, green, blue. */
  images: Uint8Array | Uint8ClampedArray;
  /** Shape of one image, such as [32, 32, 3]. */
  shape: readonly number[];
  /** Number of images. Default: derived from the length of `images`. */
  count?: number | undefined;
}

/**
 * Returns images normalized as a model's card says: floats for `predict`, `evaluate` or a tensor.
 *
 * @throws RangeError if the images do not have the card's size; images are not resized.
 * @throws ModelCardError if `card` is invalid.
 */
export function prepareImages(card: ModelCard, data: ByteImages): Required<ImageBatch> {
  const { input } = fieldsOfCard('prepareImages', card);
  const count = requireByteImages('prepareImages', data, input);
  return preparedBatch(input, data, 0, count);
}

/** Returns `count` images from `first` on as a normalized batch. */
export function preparedBatch(
  { normalization }: ModelCard['input'],
  { images, shape }: ByteImages,
  first: number,
  count: number,
): Required<ImageBatch> {
  const size = sizeOf(shape);
  const bytes = images.subarray(first * size, (first + count) * size);
  const prepared = new Float32Array(bytes.length);
  writeBytes(byteValues(normalization), bytes, prepared);
  return { images: prepared, count, shape };
}

/**
 * Checks that images fit a card.
 *
 * @returns the number of images.
 */
export function requireByteImages(where: string, data: ByteImages, input: ModelCard['input']): number {
  const { images, shape, count } = (data ?? {}) as Partial<ByteImages>;
  if (!(images instanceof Uint8Array) && !(images instanceof Uint8ClampedArray)) {
    const floats = (images as unknown) instanceof Float32Array;
    throw new TypeError(
      `${where}: data must be { images, shape } with images a Uint8Array of pixels from 0 to 255, ` +
        `got ${floats ? 'floats: use predict for normalized images' : shown(data)}`,
    );
  }
  const wanted = [input.height, input.width, input.channels];
  const fits =
    Array.isArray(shape) &&
    shape.length === 3 &&
    wanted.every(
      (dimension, i) =>
        dimension === (shape as number[])[i] || (dimension === null && isPositiveInteger(shape[i])),
    );
  if (!fits) {
    throw new RangeError(
      `${where}: data.shape must be ${formatShape(wanted)}, as the model's card says, got ${shown(shape)}: resize the images first`,
    );
  }
  const size = sizeOf(shape as number[]);
  const held = count ?? images.length / size;
  if (!isPositiveInteger(held) || images.length !== held * size) {
    const rule = count === undefined ? 'one or more times' : `${count} ×`;
    throw new RangeError(
      `${where}: data.images must have ${rule} ${(shape as number[]).join(' × ')} bytes, got ${images.length}`,
    );
  }
  return held;
}

function isPositiveInteger(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) > 0;
}

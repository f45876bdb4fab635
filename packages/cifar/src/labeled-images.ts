import { isPromise, requireArray, requireNonNegativeInteger, shown } from '@nin/checks';

/** Bytes of one image: 32 rows × 32 columns × 3 channels. */
export const imageBytes = 32 * 32 * 3;

/** Images and labels, in memory as bytes. */
export interface LabeledImages {
  /** Pixels, shape [count, 32, 32, 3] (row, column, then red, green, blue), each 0–255. */
  images: Uint8Array;
  /** Class of each image, an index into `classNames`. Length `count`. */
  labels: Uint8Array;
  /** Number of images. */
  count: number;
  /** Shape of one image. */
  shape: [32, 32, 3];
  /** Name of each class, by label. */
  classNames: readonly string[];
  /** CIFAR-100 only: superclass of each image, an index into `cifar100CoarseNames`. Length `count`. */
  coarseLabels?: Uint8Array | undefined;
  /** True for generated images (see {@link synthetic}). Reports should say so. */
  synthetic?: true | undefined;
}

/**
 * Throws unless `data` are 32×32 images, the arrays have the lengths that `count` requires, and every label has a name.
 * `where` is `function: argument`.
 */
export function requireLabeledImages(where: string, data: unknown): asserts data is LabeledImages {
  requireForm(where, data);
  const { images, labels, coarseLabels, count, shape, classNames } = data;
  requireNonNegativeInteger(`${where}.count`, count);
  if (!Array.isArray(shape) || shape.join() !== '32,32,3') {
    throw new RangeError(`${where}.shape must be [32, 32, 3], got ${shown(shape)}`);
  }
  requireLength(`${where}.images`, images, count * imageBytes);
  requireLength(`${where}.labels`, labels, count);
  if (coarseLabels !== undefined) requireLength(`${where}.coarseLabels`, coarseLabels, count);
  requireArray(`${where}.classNames`, classNames);
  const unnamed = labels.findIndex((label) => label >= classNames.length);
  if (unnamed >= 0) {
    throw new RangeError(
      `${where}.labels must be below ${classNames.length}, the number of classNames, got ${labels[unnamed]} for image ${unnamed}`,
    );
  }
}

function requireForm(where: string, data: unknown): asserts data is LabeledImages {
  if (typeof data === 'object' && data !== null && !isPromise(data)) {
    if ('images' in data && 'labels' in data) return;
    const parts = ['train', 'test', 'validation'].filter((part) => part in data);
    if (parts.length > 0) {
      throw new TypeError(
        `${where} must be one part of the data, such as data.${parts[0]}, got an object with ${parts.join(' and ')}`,
      );
    }
  }
  throw new TypeError(
    `${where} must be LabeledImages, as synthetic() and the loaders return them, got ${shown(data)}`,
  );
}

function requireLength(where: string, bytes: unknown, length: number): void {
  requireBytes(where, bytes);
  if (bytes.length !== length) {
    throw new RangeError(`${where} must have ${length} bytes, got ${bytes.length}`);
  }
}

/**
 * Throws a TypeError unless `value` is a Uint8Array or a Uint8ClampedArray. Other numbers would silently become NaN.
 *
 * Compares names instead of classes, so that arrays of another window, frame or worker are accepted.
 */
export function requireBytes(where: string, value: unknown): asserts value is Uint8Array {
  const name = Object.prototype.toString.call(value);
  if (name === '[object Uint8Array]' || name === '[object Uint8ClampedArray]') return;
  throw new TypeError(
    `${where} must be a Uint8Array, got ${name === '[object ArrayBuffer]' ? 'an ArrayBuffer' : shown(value)}`,
  );
}

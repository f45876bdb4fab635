/** Bytes of one image: 32 rows × 32 columns × 3 channels. */
export const imageBytes = 32 * 32 * 3;

/** Images with their labels, all in memory as bytes. */
export interface LabeledImages {
  /** Pixels, shape [count, 32, 32, 3] (row, column, then red, green, blue), each 0–255. */
  images: Uint8Array;
  /** The class of each image, an index into `classNames`. Length `count`. */
  labels: Uint8Array;
  /** How many images there are. */
  count: number;
  /** The shape of one image. */
  shape: [32, 32, 3];
  /** What the classes are called, by label. */
  classNames: readonly string[];
  /** CIFAR-100 only: the superclass of each image, an index into `cifar100CoarseNames`. Length `count`. */
  coarseLabels?: Uint8Array;
  /** True for drawn images (see {@link synthetic}): whatever reports on them should say so. */
  synthetic?: true;
}

/** Throws unless the arrays of `data` have the lengths its `count` asks for. `where` is `function: argument`. */
export function requireLabeledImages(where: string, data: LabeledImages): void {
  const { images, labels, count, shape } = data;
  if (!Number.isSafeInteger(count) || count < 0) {
    throw new RangeError(`${where}.count must be a non-negative integer, got ${count}`);
  }
  if (shape.join() !== '32,32,3') {
    throw new RangeError(`${where}.shape must be [32, 32, 3], got [${shape.join(', ')}]`);
  }
  if (images.length !== count * imageBytes) {
    throw new RangeError(`${where}.images must have ${count * imageBytes} bytes, got ${images.length}`);
  }
  if (labels.length !== count) {
    throw new RangeError(`${where}.labels must have ${count} bytes, got ${labels.length}`);
  }
}

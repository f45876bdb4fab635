import { batches, type LabeledImages } from '@nin/cifar';
import type { Pictures, RgbPicture, SampleRequest } from './lab-api';

/** Images by their numbers, as pictures. */
export function picturesOf(data: LabeledImages, indices: readonly number[]): Pictures {
  const [height, width] = data.shape;
  const size = 3 * width * height;
  const bytes = new Uint8Array(indices.length * size);
  indices.forEach((index, place) => bytes.set(imageAt(data, index).images, place * size));
  const labels = Uint8Array.from(indices, (index) => data.labels[index]);
  return { width, height, count: indices.length, pixels: withAlpha(bytes), labels };
}

/**
 * One of the images, as data of one image. Shares the memory.
 *
 * @throws RangeError if no picture has this number.
 */
export function imageAt(data: LabeledImages, index: number): LabeledImages {
  if (!Number.isInteger(index) || index < 0 || index >= data.count) {
    throw new RangeError(`there are ${data.count} test images, numbered from 0, got number ${index}`);
  }
  const [height, width, channels] = data.shape;
  const size = height * width * channels;
  return {
    ...data,
    images: data.images.subarray(index * size, (index + 1) * size),
    labels: data.labels.subarray(index, index + 1),
    count: 1,
  };
}

/**
 * A person's picture as data of one image, in the classes of `like`.
 *
 * @throws RangeError unless it is as large as the images of `like`.
 */
export function pictureAsData({ width, height, pixels }: RgbPicture, like: LabeledImages): LabeledImages {
  const [rows, columns, channels] = like.shape;
  if (height !== rows || width !== columns || pixels.length !== rows * columns * channels) {
    throw new RangeError(
      `the picture must have ${columns}×${rows} pixels, got ${width}×${height} in ${pixels.length} bytes`,
    );
  }
  const { shape, classNames } = like;
  return { images: pixels, labels: Uint8Array.of(0), count: 1, shape, classNames };
}

/** RGB bytes as RGBA, opaque, which is what a canvas takes. */
export function withAlpha(rgb: Uint8Array): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray((rgb.length / 3) * 4);
  for (let from = 0, to = 0; from < rgb.length; from += 3, to += 4) {
    pixels[to] = rgb[from];
    pixels[to + 1] = rgb[from + 1];
    pixels[to + 2] = rgb[from + 2];
    pixels[to + 3] = 255;
  }
  return pixels;
}

/**
 * Some images of each class, in the order of the classes; fewer where a class has fewer. One seed takes the same images
 * with any augmentation, and augments as a training does, but that a square cut out is black.
 */
export function samplesOf(data: LabeledImages, { perClass, augment, seed }: SampleRequest): Pictures {
  const [height, width] = data.shape;
  const size = 3 * width * height;
  const found: Uint8Array[][] = data.classNames.map(() => []);
  let missing = perClass * found.length;
  // Floats of `unit` are bytes / 255: they can be made bytes again.
  for (const batch of batches(data, { batchSize: 64, shuffle: true, seed, augment, normalize: 'unit' })) {
    for (let place = 0; place < batch.count && missing > 0; place++) {
      const ofClass = found[batch.labels[place]];
      if (ofClass.length === perClass) continue;
      const floats = batch.images.subarray(place * size, (place + 1) * size);
      ofClass.push(Uint8Array.from(floats, (value) => Math.round(255 * value)));
      missing--;
    }
    if (missing === 0) break;
  }
  const images = found.flat();
  const bytes = new Uint8Array(images.length * size);
  images.forEach((image, place) => bytes.set(image, place * size));
  const labels = Uint8Array.from(found.flatMap((ofClass, label) => ofClass.map(() => label)));
  return { width, height, count: images.length, pixels: withAlpha(bytes), labels };
}

import { batches, type LabeledImages } from '@nin/cifar';
import type { Pictures, SampleRequest } from './lab-api';
import { withAlpha } from './pictures';

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

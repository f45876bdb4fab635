import {
  requireBoolean,
  requireInteger,
  requireNonNegativeInteger,
  requireOptions,
  requirePositiveInteger,
  type OptionNames,
} from '@nin/checks';
import { imageWriter, type Augmentation } from './augmentation';
import { imageMemory } from './image-memory';
import { imageBytes, requireLabeledImages, type LabeledImages } from './labeled-images';
import { normalizationTables, type Normalization } from './normalization';
import { combineKeys, keyOfSeed, randomOrder } from './seeded-random';

/** Images and labels ready for a network. The caller owns the arrays: no later batch writes to them. */
export interface Batch {
  /** Shape [count, 32, 32, 3], channels last, normalized. */
  images: Float32Array;
  /** Shape [count]. */
  labels: Int32Array;
  /** Number of images: `batchSize`, or fewer in the last batch. */
  count: number;
}

/** Options of {@link batches}. */
export interface BatchesOptions {
  /** Images per batch. Positive integer. Default 128. */
  batchSize?: number | undefined;
  /** Seed of the order and the augmentation. Any integer. Default 0. */
  seed?: number | undefined;
  /** Zero-based epoch: each epoch has its own order and augmentation for the same seed. Non-negative integer. Default 0. */
  epoch?: number | undefined;
  /** Whether to shuffle the images. Default false: the order of the data. */
  shuffle?: boolean | undefined;
  /** Random changes to each image. Default: no changes. */
  augment?: Augmentation | undefined;
  /** How bytes become floats. Default `'unit'`: byte / 255. */
  normalize?: Normalization | undefined;
  /** Whether to drop a last batch that is not full. Default false. */
  dropRemainder?: boolean | undefined;
}

const optionNames: OptionNames<BatchesOptions> = {
  batchSize: true,
  seed: true,
  epoch: true,
  shuffle: true,
  augment: true,
  normalize: true,
  dropRemainder: true,
};

/**
 * Returns one pass over the data in batches. Iterating again repeats the same pass; pass another `epoch` for the next one.
 *
 * The data stay bytes; only the current batch is converted to floats. The batches depend only on the data and the options, on
 * every platform. The augmentation of an image depends on `seed`, `epoch` and its index in the data, not on the batch size.
 *
 * @throws RangeError if an option is out of range, the arrays of `data` do not fit its `count`, or a label has no name.
 * @throws TypeError if an option is unknown, or `data` are not {@link LabeledImages}.
 */
export function batches(data: LabeledImages, options: BatchesOptions = {}): Iterable<Batch> {
  requireOptions('batches: options', options, optionNames);
  const { batchSize = 128, seed = 0, epoch = 0, shuffle = false, dropRemainder = false } = options;
  requireLabeledImages('batches: data', data);
  requirePositiveInteger('batches: batchSize', batchSize);
  requireInteger('batches: seed', seed);
  requireNonNegativeInteger('batches: epoch', epoch);
  requireBoolean('batches: shuffle', shuffle);
  requireBoolean('batches: dropRemainder', dropRemainder);
  const { images, labels, count } = data;
  const { augment = {}, normalize = 'unit' } = options;
  const write = imageWriter(normalizationTables(data, normalize), augment);
  const key = combineKeys(keyOfSeed(seed), epoch);
  const orderKey = combineKeys(key, 0);
  const imagesKey = combineKeys(key, 1);
  const end = dropRemainder ? count - (count % batchSize) : count;

  return {
    *[Symbol.iterator]() {
      const order = shuffle ? randomOrder(count, orderKey) : undefined;
      for (let first = 0; first < end; first += batchSize) {
        const size = Math.min(batchSize, end - first);
        const batch: Batch = imageMemory('batches: batchSize', size, 4 * size * imageBytes, () => ({
          images: new Float32Array(size * imageBytes),
          labels: new Int32Array(size),
          count: size,
        }));
        for (let place = 0; place < size; place++) {
          const image = order ? order[first + place] : first + place;
          const imageKey = combineKeys(imagesKey, image);
          write(images, image * imageBytes, batch.images, place * imageBytes, imageKey);
          batch.labels[place] = labels[image]!;
        }
        yield batch;
      }
    },
  };
}

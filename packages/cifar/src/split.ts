import { requireInteger, requireOptions, shown, type OptionNames } from '@nin/checks';
import { imageBytes, requireLabeledImages, type LabeledImages } from './labeled-images';
import { keyOfSeed, randomOrder } from './seeded-random';

/** Options of {@link split}. */
export interface SplitOptions {
  /** Size of the validation part: a fraction of the images if below 1, else a number of images. */
  validation: number;
  /** Seed of the random choice. Any integer. Default 0. */
  seed?: number | undefined;
}

const optionNames: OptionNames<SplitOptions> = { validation: true, seed: true };

/**
 * Splits data in two at random, stratified: both parts have the same fraction of every class, to within one image.
 *
 * Both parts are copies in the order of the data.
 *
 * @throws RangeError if `validation` leaves one part empty; TypeError if an option is unknown.
 */
export function split(
  data: LabeledImages,
  options: SplitOptions,
): { train: LabeledImages; validation: LabeledImages } {
  requireLabeledImages('split: data', data);
  requireOptions('split: options', options, optionNames);
  const { validation, seed = 0 } = options;
  requireInteger('split: seed', seed);
  const wanted = validation < 1 ? Math.round(validation * data.count) : validation;
  if (typeof validation !== 'number' || !Number.isInteger(wanted) || wanted < 1 || wanted >= data.count) {
    throw new RangeError(
      `split: validation must be a fraction below 1 or a number of images that leaves an image in both parts, got ${shown(validation)} of ${data.count}`,
    );
  }
  const chosen = chooseFromEveryClass(data, wanted, seed);
  const indices = Array.from({ length: data.count }, (_, index) => index);
  return {
    train: pick(
      data,
      indices.filter((index) => !chosen.has(index)),
    ),
    validation: pick(
      data,
      indices.filter((index) => chosen.has(index)),
    ),
  };
}

/**
 * Orders the images by class, shuffled within each class, and takes every (count / wanted)-th one. Each class gets its fraction
 * to within one image, and the total is exact.
 */
function chooseFromEveryClass({ labels, count }: LabeledImages, wanted: number, seed: number): Set<number> {
  const shuffled = Array.from(randomOrder(count, keyOfSeed(seed)));
  const byClass = shuffled.sort((a, b) => labels[a] - labels[b]);
  return new Set(byClass.filter((_, place) => isTaken(place, wanted, count)));
}

/** Returns true for exactly `wanted` of the `count` places, evenly spread, as Bresenham's line does. */
function isTaken(place: number, wanted: number, count: number): boolean {
  return Math.floor(((place + 1) * wanted) / count) > Math.floor((place * wanted) / count);
}

function pick(data: LabeledImages, indices: readonly number[]): LabeledImages {
  const images = new Uint8Array(indices.length * imageBytes);
  indices.forEach((from, to) => {
    images.set(data.images.subarray(from * imageBytes, (from + 1) * imageBytes), to * imageBytes);
  });
  const { labels, coarseLabels } = data;
  return {
    ...data,
    images,
    labels: Uint8Array.from(indices, (index) => labels[index]),
    ...(coarseLabels && { coarseLabels: Uint8Array.from(indices, (index) => coarseLabels[index]) }),
    count: indices.length,
  };
}

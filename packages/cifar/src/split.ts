import { requireInteger, requireOptions, shown, type OptionNames } from '@nin/checks';
import { imageBytes, requireLabeledImages, type LabeledImages } from './labeled-images';
import { keyOfSeed, randomOrder } from './seeded-random';

/** Options of {@link split}. */
export interface SplitOptions {
  /** How much goes to validation: below 1 a share of the images, from 1 on a number of images. */
  validation: number;
  /** Decides which. Any integer. Default 0. */
  seed?: number | undefined;
}

const optionNames: OptionNames<SplitOptions> = { validation: true, seed: true };

/**
 * Splits data in two at random, with the same share of every class in both (as far as whole images allow).
 *
 * Both parts are copies, and keep the order of the data.
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
      `split: validation must leave both parts an image, as a share below 1 or a number of images, got ${shown(validation)} of ${data.count}`,
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
 * Images ordered class by class, each class shuffled, and every (count / wanted)-th of them taken: each class gets its
 * share to within one image, and the total is exact.
 */
function chooseFromEveryClass({ labels, count }: LabeledImages, wanted: number, seed: number): Set<number> {
  const shuffled = Array.from(randomOrder(count, keyOfSeed(seed)));
  const byClass = shuffled.sort((a, b) => labels[a] - labels[b]);
  return new Set(byClass.filter((_, place) => isTaken(place, wanted, count)));
}

/** Bresenham's line: true for exactly `wanted` of the `count` places, evenly spread. */
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

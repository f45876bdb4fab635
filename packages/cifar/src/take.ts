import { requirePositiveInteger } from '@nin/checks';
import { imageBytes, requireLabeledImages, type LabeledImages } from './labeled-images';

/**
 * Returns the first `count` images, or all if there are fewer. Shares the memory of `data`.
 *
 * The classes of CIFAR are in random order, so they are about balanced; for exact balance use {@link split}.
 *
 * @param count positive integer.
 * @throws RangeError if `count` is not a positive integer.
 */
export function take(data: LabeledImages, count: number): LabeledImages {
  requireLabeledImages('take: data', data);
  requirePositiveInteger('take: count', count);
  return {
    ...data,
    images: data.images.subarray(0, count * imageBytes),
    labels: data.labels.subarray(0, count),
    ...(data.coarseLabels && { coarseLabels: data.coarseLabels.subarray(0, count) }),
    count: Math.min(count, data.count),
  };
}

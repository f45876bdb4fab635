import { shown } from '@nin/checks';
import type { Batch, ImageBatch } from './batch';
import { fits, type Classifier } from './classifier';
import { requireLabels } from './require-labels';
import { formatShape, sizeOf } from './shape';

/**
 * Checks that the images of a batch fit the model.
 *
 * @returns the shape of one image.
 * @throws TypeError or RangeError that names the invalid field.
 */
export function requireBatch(where: string, batch: ImageBatch, classifier: Classifier): readonly number[] {
  if (typeof (batch as unknown) !== 'object' || batch === null) {
    throw new TypeError(`${where}: a batch must be { images, labels, count }, got ${shown(batch)}`);
  }
  const { images, count } = batch;
  if (!(images instanceof Float32Array)) {
    throw new TypeError(`${where}: a batch's images must be a Float32Array, got ${shown(images)}`);
  }
  if (!Number.isSafeInteger(count) || count <= 0) {
    throw new RangeError(`${where}: a batch's count must be a positive integer, got ${shown(count)}`);
  }
  const shape = batch.shape ?? classifier.inputShape;
  if (!isClosed(shape)) {
    throw new RangeError(
      `${where}: a batch must have a shape, as the model's input is ${formatShape(shape)}, got none`,
    );
  }
  if (!fits(shape, classifier)) {
    throw new RangeError(
      `${where}: a batch's shape must be ${formatShape(classifier.inputShape)}, the model's input, got ${formatShape(shape)}`,
    );
  }
  if (images.length !== count * sizeOf(shape)) {
    throw new RangeError(
      `${where}: a batch's images must have ${count} × ${shape.join(' × ')} values, got ${images.length}`,
    );
  }
  return shape;
}

/**
 * Checks the labels of a batch.
 *
 * @throws TypeError or RangeError if they are missing, or outside the model's classes.
 */
export function requireBatchLabels(
  where: string,
  batch: ImageBatch,
  classifier: Classifier,
): asserts batch is Batch {
  requireLabels(where, batch as Partial<Batch>, batch.count, classifier);
}

function isClosed(shape: readonly (number | null)[]): shape is readonly number[] {
  return !shape.includes(null);
}

/** A batch of preprocessed images. */
export interface ImageBatch {
  /** Shape [count, …shape], channels last, normalized for the model. */
  images: Float32Array;
  /** Number of images. */
  count: number;
  /** Shape of one image. Required only if the model's input shape has an open dimension. */
  shape?: readonly number[] | undefined;
}

/** A batch of preprocessed images with their labels. */
export interface Batch extends ImageBatch {
  /** Class of each image, 0 to classes − 1. Length `count`. */
  labels: ArrayLike<number>;
}

/** Argument of a {@link BatchSource}. */
export interface BatchRequest<Augment = undefined> {
  /** Zero-based epoch. */
  epoch: number;
  /** Images per batch; the last batch may be smaller. */
  batchSize: number;
  /** Seed of order and augmentation, already different for each epoch. Integer, 0 to 2³² − 1. */
  seed: number;
  /** Whether to shuffle: true for training. */
  shuffle: boolean;
  /** The `augment` option of `train`; undefined unless training. */
  augment: Augment | undefined;
}

/** Returns the batches of one pass over the data. Called once per epoch. */
export type BatchSource<Augment = undefined> = (
  request: BatchRequest<Augment>,
) => Iterable<Batch> | AsyncIterable<Batch>;

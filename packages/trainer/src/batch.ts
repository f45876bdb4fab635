/** Images ready for a network. */
export interface ImageBatch {
  /** Shape [count, …shape], channels last, scaled as the network wants them. */
  images: Float32Array;
  /** How many images. */
  count: number;
  /** Shape of one image. Only needed where the model's input shape leaves a dimension open. */
  shape?: readonly number[] | undefined;
}

/** Images with their labels, ready for a network. */
export interface Batch extends ImageBatch {
  /** The class of each image, 0 to classes − 1. Length `count`. */
  labels: ArrayLike<number>;
}

/** What a {@link BatchSource} is asked for. */
export interface BatchRequest<Augment = undefined> {
  /** Zero-based epoch. */
  epoch: number;
  /** Images in a batch; the last one may have fewer. */
  batchSize: number;
  /** Decides order and augmentation. It already differs from epoch to epoch. An integer, 0 to 2³² − 1. */
  seed: number;
  /** Whether random order is wanted: true for training. */
  shuffle: boolean;
  /** The `augment` option of `train`, for training only; otherwise undefined. */
  augment: Augment | undefined;
}

/** Gives one pass over the data for a request. Called once per epoch. */
export type BatchSource<Augment = undefined> = (
  request: BatchRequest<Augment>,
) => Iterable<Batch> | AsyncIterable<Batch>;

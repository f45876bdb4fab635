import type { LabeledImages } from '@nin/cifar';

/** A data set ready to train on. */
export interface Data {
  train: LabeledImages;
  test: LabeledImages;
  /** What to call it in messages and pictures. */
  title: string;
  /** Whether the images were drawn, not photographed: then every output says so. */
  synthetic: boolean;
}

/** Data as the files of a run name them. */
export interface DataDescription {
  title: string;
  synthetic: boolean;
  /** Numbers of images. */
  train: number;
  test: number;
  classNames: readonly string[];
}

/** Returns the data of a training as the files of a run name them. */
export function describeData({ title, synthetic, train, test }: Data): DataDescription {
  return { title, synthetic, train: train.count, test: test.count, classNames: train.classNames };
}

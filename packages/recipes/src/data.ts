import type { LabeledImages } from '@nin/cifar';

/** A data set ready to train on. */
export interface Data {
  train: LabeledImages;
  test: LabeledImages;
  /** What to call it in messages and pictures. */
  title: string;
  /** Drawn, not photographed: then every output says so. */
  synthetic: boolean;
}

import type { Tensor } from '@tensorflow/tfjs-core';

/** A tensor and its name, as tfjs saves and restores an optimizer's state. */
export interface NamedTensor {
  name: string;
  tensor: Tensor;
}

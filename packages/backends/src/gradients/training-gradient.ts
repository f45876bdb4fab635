import type { GradConfig } from '@tensorflow/tfjs-core';

/** One gradient that we put in the place of a stock one, or that belongs to a kernel of ours. */
export interface TrainingGradient {
  /** The kernel's name in tfjs. */
  name: string;
  /** Our gradient, given the stock one if there is one; undefined leaves things as they are. */
  replace: (stock: GradConfig | undefined) => GradConfig | undefined;
}

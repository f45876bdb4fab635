import type { KernelConfig } from '@tensorflow/tfjs-core';

/** One kernel that we put in the place of a stock one, or where there is none. */
export interface TrainingKernel {
  /** The kernel's name in tfjs. */
  name: string;
  /** Our kernel, given the stock one if there is one; undefined leaves things as they are. */
  replace: (stock: KernelConfig | undefined) => KernelConfig | undefined;
}

import type { KernelConfig } from '@tensorflow/tfjs-core';

/** One kernel that we put in the place of a stock one, or where there is none. */
export interface TrainingKernel {
  /** The kernel's name in tfjs. */
  name: string;
  /** Our kernel, given the stock one if there is one; undefined leaves things as they are. */
  replace: (stock: KernelConfig | undefined) => KernelConfig | undefined;
}

/** A kernel that needs no stock one. */
export function ours(config: KernelConfig): TrainingKernel {
  return { name: config.kernelName, replace: () => config };
}

/** A kernel of ours that falls back on the stock one, so there must be one. */
export function around(name: string, wrap: (stock: KernelConfig) => KernelConfig): TrainingKernel {
  return { name, replace: (stock) => stock && wrap(stock) };
}

import type { KernelConfig } from '@tensorflow/tfjs-core';

/** A kernel that replaces a stock kernel or is added. */
export interface TrainingKernel {
  /** The kernel's name in tfjs. */
  name: string;
  /** Returns the new kernel, given the stock kernel if there is one; undefined changes nothing. */
  replace: (stock: KernelConfig | undefined) => KernelConfig | undefined;
}

/** A new kernel, which needs no stock kernel. */
export function replacement(config: KernelConfig): TrainingKernel {
  return { name: config.kernelName, replace: () => config };
}

/** A wrapper that falls back on the stock kernel; skipped where there is no stock kernel. */
export function wrapper(name: string, wrap: (stock: KernelConfig) => KernelConfig): TrainingKernel {
  return { name, replace: (stock) => stock && wrap(stock) };
}

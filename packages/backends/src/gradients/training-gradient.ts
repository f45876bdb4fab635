import { engine, getBackend, getKernel, type GradConfig } from '@tensorflow/tfjs-core';

/** One gradient that we put in the place of a stock one, or that belongs to a kernel of ours. */
export interface TrainingGradient {
  /** The kernel's name in tfjs. */
  name: string;
  /** Our gradient, given the stock one if there is one; undefined leaves things as they are. */
  replace: (stock: GradConfig | undefined) => GradConfig | undefined;
}

/**
 * Returns whether a gradient can be computed by a kernel of ours: the backend has the kernel, and nobody differentiates the
 * gradient in its turn, for which the operations of the stock gradient are.
 */
export function canRunGradientKernel(name: string): boolean {
  return engine().state.gradientDepth === 0 && Boolean(getKernel(name, getBackend()));
}

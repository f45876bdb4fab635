import { engine, getBackend, getKernel, type GradConfig } from '@tensorflow/tfjs-core';

/** A gradient that replaces a stock gradient, or that belongs to an added kernel. */
export interface TrainingGradient {
  /** The kernel's name in tfjs. */
  name: string;
  /** Returns the new gradient, given the stock gradient if there is one; undefined changes nothing. */
  replace: (stock: GradConfig | undefined) => GradConfig | undefined;
}

/**
 * Returns whether a gradient can use an added kernel: the backend has the kernel, and the gradient is not differentiated
 * itself, which needs the differentiable operations of the stock gradient.
 */
export function canRunGradientKernel(name: string): boolean {
  return engine().state.gradientDepth === 0 && Boolean(getKernel(name, getBackend()));
}

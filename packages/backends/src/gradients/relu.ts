import {
  engine,
  getBackend,
  getKernel,
  Relu,
  Relu6,
  zerosLike,
  type GradConfig,
  type Tensor,
} from '@tensorflow/tfjs-core';
import { ReluBackprop } from '../kernels/added-kernels';
import type { TrainingGradient } from './training-gradient';

/** Returns dy where 0 < x ≤ ceiling, else 0. For ReLU `x` may be its input or its output. */
export function reluBackprop(x: Tensor, dy: Tensor, ceiling: number): Tensor {
  return engine().runKernel<Tensor>(ReluBackprop, { x, dy }, { ceiling });
}

function inOneKernel(stock: GradConfig, saving: Partial<GradConfig>, ceiling: number): GradConfig {
  return {
    kernelName: stock.kernelName,
    ...saving,
    gradFunc(dy, saved, attributes) {
      // Gradients are shared by all backends, and only some have the kernel.
      if (!getKernel(ReluBackprop, getBackend())) return stock.gradFunc(dy, saved, attributes);
      return { x: () => reluBackprop(saved[0], dy as Tensor, ceiling) };
    },
  };
}

/**
 * Gradients of ReLU and ReLU6 with one kernel. The gradient of ReLU uses its output, which is positive where its input is.
 * The next layer keeps that output anyway, so each activation keeps one tensor less in memory.
 */
export const reluGradients: readonly TrainingGradient[] = [
  { name: Relu, replace: (stock) => stock && inOneKernel(stock, { outputsToSave: [true] }, Infinity) },
  { name: Relu6, replace: (stock) => stock && inOneKernel(stock, { inputsToSave: ['x'] }, 6) },
  {
    name: ReluBackprop,
    replace: () => ({
      kernelName: ReluBackprop,
      inputsToSave: ['x'],
      gradFunc: (ddy, [x], { ceiling }) => ({
        x: () => zerosLike(x),
        dy: () => reluBackprop(x, ddy as Tensor, ceiling as number),
      }),
    }),
  },
];

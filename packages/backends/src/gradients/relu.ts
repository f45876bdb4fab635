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

/** dy where 0 < x ≤ ceiling, else 0. For ReLU, `x` may be the output as well as the input. */
export function reluBackprop(x: Tensor, dy: Tensor, ceiling: number): Tensor {
  return engine().runKernel<Tensor>(ReluBackprop, { x, dy }, { ceiling });
}

function inOneKernel(stock: GradConfig, saving: Partial<GradConfig>, ceiling: number): GradConfig {
  return {
    kernelName: stock.kernelName,
    ...saving,
    gradFunc(dy, saved, attributes) {
      // Gradients are the same for all backends, and only some have the kernel.
      if (!getKernel(ReluBackprop, getBackend())) return stock.gradFunc(dy, saved, attributes);
      return { x: () => reluBackprop(saved[0], dy as Tensor, ceiling) };
    },
  };
}

/**
 * Gradients of ReLU and ReLU6 in one kernel. ReLU's is computed from its output, which is positive where its input is:
 * the next layer keeps the output anyway, so one tensor less stays in memory for each activation.
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

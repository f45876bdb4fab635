import { engine, Maximum, util, type Tensor } from '@tensorflow/tfjs-core';
import { MaximumBackprop } from '../kernels/added-kernels';
import { canRunGradientKernel, type TrainingGradient } from './training-gradient';

/** Gradients of the elementwise maximum with one kernel, for tensors of equal shape and type on backends that have it. */
export const maximumGradient: TrainingGradient = {
  name: Maximum,
  replace: (stock) =>
    stock && {
      ...stock,
      gradFunc(dy, saved, attributes) {
        const [a, b] = saved;
        const alike = util.arraysEqual(a.shape, b.shape) && a.dtype === 'float32' && b.dtype === 'float32';
        if (!alike || !canRunGradientKernel(MaximumBackprop)) return stock.gradFunc(dy, saved, attributes);
        const [da, db] = engine().runKernel<Tensor[]>(MaximumBackprop, { a, b, dy: dy as Tensor });
        return { a: () => da, b: () => db };
      },
    },
};

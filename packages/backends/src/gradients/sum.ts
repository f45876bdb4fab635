import { div, engine, Mean, Sum, util, type GradConfig, type Tensor } from '@tensorflow/tfjs-core';
import { SpreadMiddle } from '../kernels/added-kernels';
import { canRunGradientKernel, type TrainingGradient } from './training-gradient';

/**
 * Gradients of sums and means over adjacent axes with one kernel, bit-identical to stock. Stock multiplies by a tensor of
 * ones, and for means divides after that instead of before.
 */
export const reductionGradients: readonly TrainingGradient[] = [
  { name: Sum, replace: (stock) => stock && spreading(stock, (dy) => dy) },
  { name: Mean, replace: (stock) => stock && spreading(stock, (dy, terms) => div(dy, terms)) },
];

function spreading(stock: GradConfig, share: (dy: Tensor, terms: number) => Tensor): GradConfig {
  return {
    ...stock,
    gradFunc(dy, saved, attributes) {
      const [x] = saved;
      const { axis } = attributes as unknown as { axis: number | number[] };
      const axes = util.parseAxisParam(axis, x.shape).sort((a, b) => a - b);
      const neighbors = axes.length > 0 && axes.every((one, i) => one === axes[0] + i);
      if (!neighbors || !canRunGradientKernel(SpreadMiddle)) return stock.gradFunc(dy, saved, attributes);
      const terms = util.sizeFromShape(axes.map((one) => x.shape[one]));
      const attrs = { shape: x.shape, axes };
      return {
        x: () => engine().runKernel<Tensor>(SpreadMiddle, { x: share(dy as Tensor, terms) }, attrs),
      };
    },
  };
}

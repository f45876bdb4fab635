import { engine, getBackend, getKernel, type Tensor } from '@tensorflow/tfjs-core';
import { SmoothActivation, type SmoothKind } from '../kernels/added-kernels';
import { wrapMethod, type TrainingLayer } from './layer-class';

/** The `apply` method of an activation in tfjs-layers; `alpha` is swish's factor inside the sigmoid. */
type Activation = (this: unknown, x: Tensor, alpha?: number) => Tensor;

function smooth(kind: SmoothKind): TrainingLayer {
  return wrapMethod<Activation>(kind, 'apply', (stock) => {
    return function apply(x, alpha = 1) {
      // Second-order gradients use stock kernels, which are differentiable twice.
      const firstOrder = engine().state.gradientDepth <= 1;
      const plain = x.dtype === 'float32' && alpha === 1;
      if (!plain || !firstOrder || !getKernel(SmoothActivation, getBackend())) {
        return stock.call(this, x, alpha);
      }
      return engine().runKernel<Tensor>(SmoothActivation, { x }, { kind });
    };
  });
}

/** GELU and swish with one kernel each; stock uses four or five kernels, and eight or nine for the gradients. */
export const smoothActivations: readonly TrainingLayer[] = [smooth('gelu'), smooth('swish')];

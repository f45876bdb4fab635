import { engine, getBackend, getKernel, type Tensor } from '@tensorflow/tfjs-core';
import { SmoothActivation, type SmoothKind } from '../kernels/added-kernels';
import { wrapMethod, type TrainingLayer } from './layer-class';

/** An activation of tfjs-layers; that of swish has a factor within the sigmoid. */
type Activation = (this: unknown, x: Tensor, alpha?: number) => Tensor;

function smooth(kind: SmoothKind): TrainingLayer {
  return wrapMethod<Activation>(kind, 'apply', (stock) => {
    return function apply(x, alpha = 1) {
      // The gradient of the gradient is left to stock kernels, which have one.
      const firstOrder = engine().state.gradientDepth <= 1;
      const plain = x.dtype === 'float32' && alpha === 1;
      if (!plain || !firstOrder || !getKernel(SmoothActivation, getBackend())) {
        return stock.call(this, x, alpha);
      }
      return engine().runKernel<Tensor>(SmoothActivation, { x }, { kind });
    };
  });
}

/** GELU and swish by one kernel, where stock composes them of four or five, and their gradients of eight or nine. */
export const smoothActivations: readonly TrainingLayer[] = [smooth('gelu'), smooth('swish')];

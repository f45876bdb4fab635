import { addN, div, maximum, sqrt, square, sum, tidy } from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';

/**
 * Returns the factor by which every gradient is multiplied so that the norm of all gradients together is at most `clipNorm`.
 *
 * A scalar tensor on the device: 1 if the norm is at most `clipNorm`, otherwise `clipNorm / norm`.
 *
 * @see Pascanu et al., arXiv 1211.5063; `global_clipnorm` of Keras' optimizers.
 */
export function globalNormScale(gradients: readonly Tensor[], clipNorm: number): Tensor {
  return tidy(() => {
    const squares = gradients.map((gradient) => tidy(() => sum(square(gradient))));
    return div(clipNorm, maximum(sqrt(addN(squares)), clipNorm));
  });
}

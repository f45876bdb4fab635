import { addN, div, maximum, sqrt, square, sum, tidy } from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';

/**
 * What to multiply every gradient by so that their norm, taken over all of them together, is at most `clipNorm`.
 *
 * A scalar tensor: 1 while the norm is within bounds, else `clipNorm / norm`. It stays on the device.
 *
 * @see Pascanu et al., arXiv 1211.5063; `global_clipnorm` of Keras' optimizers.
 */
export function globalNormScale(gradients: readonly Tensor[], clipNorm: number): Tensor {
  return tidy(() => {
    const squares = gradients.map((gradient) => tidy(() => sum(square(gradient))));
    return div(clipNorm, maximum(sqrt(addN(squares)), clipNorm));
  });
}

import { add, moments, mul, reshape, rsqrt, sub, tidy, type Tensor } from '@tensorflow/tfjs-core';
import { wrapLayer } from './layer-class';

interface LayerNormalizationLayer {
  axis: number[];
  epsilon: number;
  gamma: { read(): Tensor } | null;
  beta: { read(): Tensor } | null;
}

/** Layer normalization without scale or center; stock fails to compute its gradient, because its kernel needs both. */
export const layerNormalizationLayer = wrapLayer<LayerNormalizationLayer>('LayerNormalization', (stock) => {
  return function call(inputs, options) {
    const { axis, epsilon, gamma, beta } = this;
    if (gamma && beta) return stock.call(this, inputs, options);
    const x = (Array.isArray(inputs) ? inputs[0] : inputs) as Tensor;
    return tidy(() => {
      const along = (weight: Tensor) =>
        reshape(
          weight,
          x.shape.map((size, i) => (axis.includes(i) ? size : 1)),
        );
      const { mean, variance } = moments(x, axis, true);
      const r = rsqrt(add(variance, epsilon));
      const normalized = mul(sub(x, mean), gamma ? mul(r, along(gamma.read())) : r);
      return beta ? add(normalized, along(beta.read())) : normalized;
    });
  };
});

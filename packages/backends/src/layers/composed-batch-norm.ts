import { add, moments, mul, reshape, rsqrt, sub, type Tensor } from '@tensorflow/tfjs-core';

/** What a batch is normalized with; a factor or a summand that a layer does without is left out. */
export interface NormalizationParts {
  axis: number;
  epsilon: number;
  scale: Tensor | undefined;
  offset: Tensor | undefined;
}

/** The mean and the (biased) variance over all axes but one, a number for each place of that. */
export function momentsBut(x: Tensor, axis: number): { mean: Tensor; variance: Tensor } {
  const others = x.shape.map((_, i) => i).filter((i) => i !== axis);
  return moments(x, others);
}

/**
 * `(x − mean) / √(variance + ε) · scale + offset` of operations that each have a gradient, by any axis: stock's kernel for
 * this takes the last one, and only with four tensors.
 */
export function normalizeBy(
  x: Tensor,
  { mean, variance }: { mean: Tensor; variance: Tensor },
  { axis, epsilon, scale, offset }: NormalizationParts,
): Tensor {
  const along = (vector: Tensor) =>
    reshape(
      vector,
      x.shape.map((size, i) => (i === axis ? size : 1)),
    );
  const r = rsqrt(add(variance, epsilon));
  const factor = scale ? mul(r, scale) : r;
  const normalized = mul(sub(x, along(mean)), along(factor));
  return offset ? add(normalized, along(offset)) : normalized;
}

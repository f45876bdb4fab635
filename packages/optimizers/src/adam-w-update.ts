import { add, div, mul, sqrt, square, sub, tidy } from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { runBackendUpdate } from './backend-update';
import type { VariableUpdate } from './keras-optimizer';

/** Settings of one AdamW step. */
export interface AdamWStep {
  /** Learning rate with both bias corrections: `lr · sqrt(1 − β2^t) / (1 − β1^t)`. */
  stepSize: number;
  beta1: number;
  beta2: number;
  epsilon: number;
  /** Fraction of the variable kept by weight decay: `1 − lr · weightDecay`, or 1. */
  keepRate: number;
}

/**
 * Computes one AdamW step for one variable: `value`, `gradient` and both moments have the same shape.
 *
 * `m ← m + (1 − β1)(g − m)`, `v ← v + (1 − β2)(g² − v)`, `w ← keepRate · w − stepSize · m / (sqrt(v) + ε)`.
 *
 * @see Loshchilov & Hutter, arXiv 1711.05101, in the form of Kingma & Ba, arXiv 1412.6980, just before section 2.1.
 */
export function adamWUpdate(
  value: Tensor,
  gradient: Tensor,
  [m, v]: readonly Tensor[],
  step: AdamWStep,
): VariableUpdate {
  const updated = runBackendUpdate('AdamWUpdate', { value, gradient, m, v }, { ...step });
  if (updated) return updated;
  const { stepSize, beta1, beta2, epsilon, keepRate } = step;
  // A tidy per line limits peak memory to a few copies of the variable.
  const nextM = tidy(() => add(m, mul(sub(gradient, m), 1 - beta1)));
  const nextV = tidy(() => add(v, mul(sub(square(gradient), v), 1 - beta2)));
  const move = tidy(() => div(mul(nextM, stepSize), add(sqrt(nextV), epsilon)));
  const decayed = keepRate === 1 ? value : mul(value, keepRate);
  return { value: sub(decayed, move), state: [nextM, nextV] };
}

import { add, mul, sub } from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { runBackendUpdate } from './backend-update';
import type { VariableUpdate } from './keras-optimizer';

/** Settings of one SGD step. */
export interface SgdStep {
  learningRate: number;
  momentum: number;
  nesterov: boolean;
  /** Fraction of the variable kept by weight decay: `1 − lr · weightDecay`, or 1. */
  keepRate: number;
}

/**
 * Computes one SGD step for one variable: `value`, `gradient` and the velocity have the same shape. Without momentum, `state` is
 * empty.
 *
 * `u ← momentum · u − lr · g`, then `w ← keepRate · w + u`, or with Nesterov `w ← keepRate · w + momentum · u − lr · g`.
 *
 * @see Sutskever et al., "On the importance of initialization and momentum in deep learning", 2013; Keras' `SGD`.
 */
export function sgdUpdate(
  value: Tensor,
  gradient: Tensor,
  [velocity]: readonly Tensor[],
  settings: SgdStep,
): VariableUpdate {
  const inputs = { value, gradient, ...(velocity && { velocity }) };
  const updated = runBackendUpdate('SgdUpdate', inputs, { ...settings });
  if (updated) return updated;
  const { learningRate, momentum, nesterov, keepRate } = settings;
  const decayed = keepRate === 1 ? value : mul(value, keepRate);
  const step = mul(gradient, learningRate);
  if (momentum === 0) return { value: sub(decayed, step), state: [] };
  const next = sub(mul(velocity, momentum), step);
  const move = nesterov ? sub(mul(next, momentum), step) : next;
  return { value: add(decayed, move), state: [next] };
}

/**
 * Kernels that tfjs has no name for. A backend that has one of these is asked for it instead of a dozen stock kernels:
 * by gradients and layers that `installTrainingKernels` changes, and by optimizers that look it up in tfjs's registry.
 */

/** `{ x, filter, bias? }`, attributes `strides`, `pad`, `activation` (linear or relu) → the activated convolution, NHWC. */
export const Conv2DTraining = 'Conv2DTraining';

/** `{ x, dy }`, attribute `ceiling` → dy where 0 < x ≤ ceiling, else 0. */
export const ReluBackprop = 'ReluBackprop';

/**
 * `{ x, scale, offset, movingMean, movingVariance }`, attributes `epsilon`, `momentum` → [y, mean, variance, next moving
 * mean, next moving variance], moments over all axes but the last.
 */
export const BatchNormTraining = 'BatchNormTraining';

/** `{ x, dy, scale, mean, variance }`, attribute `epsilon` → [dx, dScale, dOffset], through mean and variance too. */
export const BatchNormTrainingBackprop = 'BatchNormTrainingBackprop';

/** `{ x }`, attributes `rate`, `seed` → x / (1 − rate) at random places, 0 at the others. Linear: also its gradient. */
export const SeededDropout = 'SeededDropout';

/** `{ a, b, dy }` of one shape → [dy where a ≥ b else 0, dy where a < b else 0]. */
export const MaximumBackprop = 'MaximumBackprop';

/** Activations that are smooth everywhere, by their names in tfjs-layers. */
export type SmoothKind = 'gelu' | 'swish';

/** `{ x }`, attribute `kind` (gelu or swish) → the activation of x. */
export const SmoothActivation = 'SmoothActivation';

/** `{ x, dy }`, attribute `kind` → its gradient. */
export const SmoothActivationBackprop = 'SmoothActivationBackprop';

/** `{ x }`, attributes `shape`, `axes` (neighbors) → x repeated along the axes, of which it has none. */
export const SpreadMiddle = 'SpreadMiddle';

/** `{ value, gradient, m, v }`, attributes of one AdamW step → [value, m, v]. */
export const AdamWUpdate = 'AdamWUpdate';

/** `{ value, gradient, velocity? }`, attributes of one SGD step → [value, velocity?]. */
export const SgdUpdate = 'SgdUpdate';

/** `{ y, dy }`, y a ReLU's output → [dy where y > 0 else 0, its sums over all axes but the last]. Not all backends gain by it. */
export const BiasReluBackprop = 'BiasReluBackprop';

/**
 * Names of kernels that tfjs does not have. Where a backend has one, it replaces a dozen stock kernels: in the gradients
 * and layers that `installTrainingKernels` changes, and in optimizers that look it up in tfjs's registry.
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

/**
 * `{ x }`, attributes `rate`, `seed` → x / (1 − rate) at random elements, 0 at the others. Linear, so also its own
 * gradient.
 */
export const SeededDropout = 'SeededDropout';

/** `{ a, b, dy }` of one shape → [dy where a ≥ b else 0, dy where a < b else 0]. */
export const MaximumBackprop = 'MaximumBackprop';

/** Smooth activations, by their names in tfjs-layers. */
export type SmoothKind = 'gelu' | 'swish';

/** `{ x }`, attribute `kind` (gelu or swish) → the activation of x. */
export const SmoothActivation = 'SmoothActivation';

/** `{ x, dy }`, attribute `kind` → its gradient. */
export const SmoothActivationBackprop = 'SmoothActivationBackprop';

/** `{ x }`, attributes `shape`, `axes` (adjacent) → x, which lacks these axes, repeated along them. */
export const SpreadMiddle = 'SpreadMiddle';

/** `{ value, gradient, m, v }`, attributes of one AdamW step → [value, m, v]. */
export const AdamWUpdate = 'AdamWUpdate';

/** `{ value, gradient, velocity? }`, attributes of one SGD step → [value, velocity?]. */
export const SgdUpdate = 'SgdUpdate';

/**
 * `{ y, dy }`, y a ReLU's output → [dy where y > 0 else 0, its sums over all axes but the last]. Not faster on every
 * backend.
 */
export const BiasReluBackprop = 'BiasReluBackprop';

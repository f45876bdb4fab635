import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'vitest';
import { relativeError } from './closeness';
import { randomValues } from './random';

/** Options of {@link checkGradient}. */
export interface GradientCheckOptions {
  /**
   * Distance between the points of the difference. Inputs must be at least two steps away from kinks and poles.
   * Default 1/64, which can be added to inputs around 1 in float32 without rounding.
   */
  step?: number;
  /** Maximum difference, relative to the largest component of the gradient. Default 1e-3. */
  tolerance?: number;
  /** Seed of the weights that reduce the output to one number. Default 1. */
  seed?: number;
}

/**
 * Expects the gradient of `f` by tfjs to agree with finite differences, for each input.
 *
 * The outputs are weighted by seeded values in [-1, 1) and summed, in float64. Each component takes four evaluations
 * of `f` (the five-point stencil, error O(step⁴)), so keep inputs small: tens to hundreds of values.
 *
 * @param f a pure function of float32 tensors.
 * @param inputs point at which the gradient is checked. They are not changed.
 */
export async function checkGradient<Inputs extends tf.Tensor[]>(
  f: (...inputs: Inputs) => tf.Tensor,
  inputs: readonly [...Inputs],
  { step = 1 / 64, tolerance = 1e-3, seed = 1 }: GradientCheckOptions = {},
): Promise<void> {
  const values = await Promise.all(inputs.map((input) => input.data<'float32'>()));
  const outputShape = tf.tidy(() => f(...(inputs as unknown as Inputs)).shape);
  const weights = randomValues(tf.util.sizeFromShape(outputShape), seed);

  const weightedOutput = async (which: number, changed: Float32Array): Promise<number> => {
    const output = tf.tidy(() => {
      const point = inputs.map((input, i) => (i === which ? tf.tensor(changed, input.shape) : input));
      return f(...(point as Inputs)).clone();
    });
    const sum = (await output.data<'float32'>()).reduce(
      (total, value, i) => total + value * (weights[i] ?? NaN),
      0,
    );
    output.dispose();
    return sum;
  };

  const gradients = tf.tidy(() =>
    tf.grads((...point) => f(...(point as Inputs)))([...inputs], tf.tensor(weights, outputShape)),
  );
  for (const [which, gradient] of gradients.entries()) {
    const at = values[which] ?? new Float32Array();
    const differences = new Float64Array(at.length);
    for (let i = 0; i < at.length; i++) {
      const along = (steps: number) => weightedOutput(which, at.with(i, (at[i] ?? NaN) + steps * step));
      const near = (await along(1)) - (await along(-1));
      const far = (await along(2)) - (await along(-2));
      differences[i] = (8 * near - far) / (12 * step);
    }
    const error = relativeError(await gradient.data(), differences);
    gradient.dispose();
    expect(
      error,
      `gradient of input ${which}: relative error ${error}, allowed ${tolerance}`,
    ).toBeLessThanOrEqual(tolerance);
  }
}

import * as tf from '@tensorflow/tfjs-core';
import { expectClose, expectNoLeak, randomValues } from '@nin/testing';
import { expect } from 'vitest';
import {
  batchNormalizationGradients,
  batchNormalize,
  type NormalizationInputs,
} from './reference/batch-norm';
import { batchNormSettings, runBatchNorm } from './run-batch-norm';

function randomInputs(shape: number[], mean: number): NormalizationInputs {
  const channels = shape.at(-1) ?? 1;
  return {
    x: randomValues(tf.util.sizeFromShape(shape), 1).map((value) => mean + value),
    scale: randomValues(channels, 2).map((value) => 1.5 + value),
    offset: randomValues(channels, 3),
    epsilon: batchNormSettings.epsilon,
  };
}

/** Output, moments, moved averages and gradients on the current backend. */
async function onBackend(shape: number[], { x, scale, offset }: NormalizationInputs, dy: Float32Array) {
  return expectNoLeak(async () => {
    const results = tf.tidy(() => {
      const inputs = [tf.tensor(x, shape), tf.tensor(scale), tf.tensor(offset)] as const;
      const output = (...[a, b, c]: tf.Tensor[]) => runBatchNorm(a, b, c)[0];
      return [...runBatchNorm(...inputs), ...tf.grads(output)([...inputs], tf.tensor(dy, shape))];
    });
    const values = await Promise.all(results.map((tensor) => tensor.data()));
    expect(results[0].shape).toEqual(shape);
    expect(results[5].shape).toEqual(shape);
    tf.dispose(results);
    const [y, mean, variance, movedMean, movedVariance, dx, dScale, dOffset] = values;
    return { y, mean, variance, movedMean, movedVariance, dx, dScale, dOffset };
  });
}

function reference(inputs: NormalizationInputs, dy: Float32Array) {
  const forward = batchNormalize(inputs);
  const { momentum, movingMean, movingVariance } = batchNormSettings;
  const moved = (before: number, values: Float64Array) =>
    values.map((now) => momentum * before + (1 - momentum) * now);
  return {
    ...forward,
    movedMean: moved(movingMean, forward.mean),
    movedVariance: moved(movingVariance, forward.variance),
    ...batchNormalizationGradients(inputs, dy),
  };
}

/** Expects batch normalization in training and its gradients on the current backend to agree with float64. */
export async function checkBatchNorm(shape: number[]): Promise<void> {
  const inputs = randomInputs(shape, 0.25);
  const dy = randomValues(inputs.x.length, 4);
  const actual = await onBackend(shape, inputs, dy);
  const expected = reference(inputs, dy);
  expectClose(actual.y, expected.y);
  expectClose(actual.mean, expected.mean);
  expectClose(actual.variance, expected.variance);
  expectClose(actual.movedMean, expected.movedMean);
  expectClose(actual.movedVariance, expected.movedVariance);
  expectClose(actual.dx, expected.dx);
  expectClose(actual.dScale, expected.dScale);
  expectClose(actual.dOffset, expected.dOffset);
}

/** Expects accurate results where the mean is much larger than the deviation. */
export async function checkBatchNormFarFromZero(shape: number[]): Promise<void> {
  const inputs = randomInputs(shape, 1000);
  const dy = randomValues(inputs.x.length, 4);
  const actual = await onBackend(shape, inputs, dy);
  const expected = reference(inputs, dy);
  // Around 1000 the spacing of float32 is 2⁻¹⁴, with a standard deviation of 1/√3. The mean cannot be more accurate, nor
  // distances from it. E[x²] − E[x]² would have a spacing of 2⁻⁴, and a variance that is off by a fifth.
  const step = 2 ** -14 * Math.sqrt(3);
  expectClose(actual.mean, expected.mean, 1e-6);
  expectClose(actual.variance, expected.variance, step);
  expectClose(actual.dx, expected.dx, step);
  // The mean of a block is that of 64 rounded sums, so it may be a few steps off.
  expectClose(actual.y, expected.y, 4 * step);
  expectClose(actual.dScale, expected.dScale, 4 * step);
  expectClose(actual.dOffset, expected.dOffset);
}

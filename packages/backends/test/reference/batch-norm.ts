/**
 * Batch normalization by the moments of the batch, over all rows of [rows, channels], and its gradients, in float64:
 * `y = scale · x̂ + offset` with `x̂ = (x − mean) / √(variance + ε)`; Ioffe & Szegedy, arXiv 1502.03167, section 3.
 */

/** The arguments of batch normalization. `scale` and `offset` have one value per channel. */
export interface NormalizationInputs {
  x: ArrayLike<number>;
  scale: ArrayLike<number>;
  offset: ArrayLike<number>;
  epsilon: number;
}

/** Calls `visit` with the index and the channel of each value. */
function eachValue(count: number, channels: number, visit: (at: number, channel: number) => void): void {
  for (let at = 0; at < count; at++) visit(at, at % channels);
}

/** Returns the mean of `value(index)` over the rows, for each channel. */
function channelMeans(count: number, channels: number, value: (at: number, channel: number) => number) {
  const means = new Float64Array(channels);
  eachValue(count, channels, (at, c) => (means[c] += (value(at, c) * channels) / count));
  return means;
}

function normalized({ x, scale, epsilon }: NormalizationInputs) {
  const channels = scale.length;
  const mean = channelMeans(x.length, channels, (at) => x[at]);
  const variance = channelMeans(x.length, channels, (at, c) => (x[at] - mean[c]) ** 2);
  const deviation = variance.map((value) => Math.sqrt(value + epsilon));
  const values = Float64Array.from(
    { length: x.length },
    (_, at) => (x[at] - mean[at % channels]) / deviation[at % channels],
  );
  return { mean, variance, deviation, values };
}

/** Returns the output, and the mean and (biased) variance of each channel. */
export function batchNormalize(inputs: NormalizationInputs): {
  y: Float64Array;
  mean: Float64Array;
  variance: Float64Array;
} {
  const { scale, offset } = inputs;
  const { mean, variance, values } = normalized(inputs);
  const y = values.map((value, at) => scale[at % scale.length] * value + offset[at % scale.length]);
  return { y, mean, variance };
}

/** Returns the gradients by input, scale and offset, given the gradient by the output; through the moments too. */
export function batchNormalizationGradients(
  inputs: NormalizationInputs,
  outputGradient: ArrayLike<number>,
): { dx: Float64Array; dScale: Float64Array; dOffset: Float64Array } {
  const { scale } = inputs;
  const channels = scale.length;
  const { deviation, values } = normalized(inputs);
  const count = values.length;
  const meanGradient = channelMeans(count, channels, (at) => outputGradient[at]);
  const meanProduct = channelMeans(count, channels, (at) => outputGradient[at] * values[at]);
  const dx = values.map((value, at) => {
    const c = at % channels;
    return (scale[c] / deviation[c]) * (outputGradient[at] - meanGradient[c] - value * meanProduct[c]);
  });
  const rows = count / channels;
  return {
    dx,
    dScale: meanProduct.map((mean) => mean * rows),
    dOffset: meanGradient.map((mean) => mean * rows),
  };
}

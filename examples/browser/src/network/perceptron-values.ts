import type { PerceptronComparison } from '../worker/lab-api';

/** One multiplication of a perceptron. */
export interface WeightedInput {
  input: number;
  weight: number;
  product: number;
}

/** How one unit gets its output at one pixel. */
export interface UnitSum {
  inputs: readonly WeightedInput[];
  bias: number;
  /** Products and bias added, before ReLU. */
  sum: number;
  /** By the perceptron. */
  output: number;
  /** By the convolution. */
  convolution: number;
}

/** The sum of one unit at one pixel (counted row by row), written out. */
export function unitSum(comparison: PerceptronComparison, pixel: number, unit: number): UnitSum {
  const { channels, units, image, weights, biases, convolution, perceptron } = comparison;
  const inputs = Array.from({ length: channels }, (_, channel) => {
    const input = image[pixel * channels + channel] ?? 0;
    const weight = weights[channel * units + unit] ?? 0;
    return { input, weight, product: input * weight };
  });
  const bias = biases[unit] ?? 0;
  const place = pixel * units + unit;
  return {
    inputs,
    bias,
    sum: inputs.reduce((sum, { product }) => sum + product, bias),
    output: perceptron[place] ?? 0,
    convolution: convolution[place] ?? 0,
  };
}

/** A pixel as a colour: its first three channels, from 0 to 1; gray if it has fewer. */
export function pixelColor({ image, channels }: PerceptronComparison, pixel: number): string {
  const levels = [0, 1, 2].map((channel) => {
    const value = image[pixel * channels + (channels < 3 ? 0 : channel)] ?? 0;
    return Math.round(255 * Math.min(1, Math.max(0, value)));
  });
  return `rgb(${levels.join(' ')})`;
}

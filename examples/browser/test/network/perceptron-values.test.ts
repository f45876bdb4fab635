import { describe, expect, test } from 'vitest';
import { pixelColor, unitSum } from '../../src/network/perceptron-state';
import type { PerceptronComparison } from '../../src/worker/lab-api';

/** Two pixels in a row would be no square: four pixels, two channels, two units, by hand. */
const comparison: PerceptronComparison = {
  size: 2,
  channels: 2,
  units: 2,
  seed: 1,
  image: Float32Array.of(1, 0, 0, 1, 0.5, 0.25, 1, 1),
  weights: Float32Array.of(1, -1, 2, -2),
  biases: Float32Array.of(0.5, 0.25),
  convolution: Float32Array.of(1.5, 0, 2.5, 0, 1.5, 0, 3.5, 0),
  perceptron: Float64Array.of(1.5, 0, 2.5, 0, 1.5, 0, 3.5, 0),
  difference: 0,
  backend: 'cpu',
};

describe('the sum of one unit at one pixel', () => {
  test('takes the pixel’s channels, and the unit’s column of weights', () => {
    expect(unitSum(comparison, 2, 0)).toEqual({
      inputs: [
        { input: 0.5, weight: 1, product: 0.5 },
        { input: 0.25, weight: 2, product: 0.5 },
      ],
      bias: 0.5,
      sum: 1.5,
      output: 1.5,
      convolution: 1.5,
    });
  });

  test('is below zero before ReLU where the output is zero', () => {
    expect(unitSum(comparison, 3, 1)).toMatchObject({ sum: -2.75, output: 0, convolution: 0 });
  });
});

test('pixels of fewer than three channels are gray, others red, green and blue', () => {
  expect(pixelColor(comparison, 2)).toBe('rgb(128 128 128)');
  const image = Float32Array.of(1, 0, 0.2, 9, 0, 0, 0, 0);
  expect(pixelColor({ ...comparison, channels: 4, image }, 0)).toBe('rgb(255 0 51)');
});

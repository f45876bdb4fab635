import { describeEachBackend, expectNoLeak } from '@nin/testing';
import { expect, test } from 'vitest';
import { perceptronAtEveryPixel, perceptronComparison } from '../../src/worker/perceptron-comparison';

describeEachBackend('a 1×1 convolution', () => {
  test('is one perceptron at every pixel', async () => {
    const found = await expectNoLeak(() => perceptronComparison({ size: 5, channels: 3, units: 4, seed: 7 }));
    expect([found.image.length, found.weights.length, found.biases.length]).toEqual([75, 12, 4]);
    expect([found.convolution.length, found.perceptron.length]).toEqual([100, 100]);
    // Some units fire and some do not, so that ReLU is seen at work.
    expect(found.perceptron.some((value) => value > 0.1)).toBe(true);
    expect(found.perceptron.some((value) => value === 0)).toBe(true);
    expect(found.difference).toBeLessThan(1e-5);
  });
});

test('a perceptron by hand', () => {
  const outputs = perceptronAtEveryPixel({
    image: [1, 2, 0, -1],
    weights: [1, -1, 2, 0.5],
    biases: [0.5, 0],
  });
  // Pixel (1, 2): 1·1 + 2·2 + 0.5 and −1·1 + 0.5·2. Pixel (0, −1): −2 + 0.5 < 0 and −0.5 < 0.
  expect([...outputs]).toEqual([5.5, 0, 0, 0]);
});

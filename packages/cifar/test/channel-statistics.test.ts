import { describe, expect, test } from 'vitest';
import { channelStatistics, type LabeledImages } from '../src/index';

function imagesOf(
  pixel: (image: number, index: number) => [number, number, number],
  count: number,
): LabeledImages {
  const bytes: number[] = [];
  for (let image = 0; image < count; image++) {
    for (let index = 0; index < 1024; index++) bytes.push(...pixel(image, index));
  }
  return {
    images: Uint8Array.from(bytes),
    labels: new Uint8Array(count),
    count,
    shape: [32, 32, 3],
    classNames: ['thing'],
  };
}

describe('channelStatistics', () => {
  test('returns the mean and the deviation of each channel', () => {
    // Red: half 0, half 255: mean 0.5, deviation 0.5. Green: always 51 = 0.2 · 255. Blue: a quarter 255, the rest 0:
    // mean 0.25, deviation √(0.25 · 0.75) = 0.4330127.
    const data = imagesOf((image, index) => [image * 255, 51, index % 4 === 0 ? 255 : 0], 2);
    const { mean, std } = channelStatistics(data);
    expect(mean[0]).toBeCloseTo(0.5, 12);
    expect(mean[1]).toBeCloseTo(0.2, 12);
    expect(mean[2]).toBeCloseTo(0.25, 12);
    expect(std[0]).toBeCloseTo(0.5, 12);
    expect(std[1]).toBeCloseTo(0, 12);
    expect(std[2]).toBeCloseTo(Math.sqrt(3) / 4, 12);
  });

  test('requires an image', () => {
    expect(() => channelStatistics(imagesOf(() => [0, 0, 0], 0))).toThrow(
      'channelStatistics: data must have at least one image, got 0',
    );
  });
});

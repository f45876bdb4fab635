import type { Filters } from '../worker/lab-api';

/**
 * The kernels as RGBA pictures, one behind the other. All are stretched alike: grey is a weight of zero, and the
 * largest weight of all reaches the end of the range.
 */
export function kernelPixels({ size, count, weights }: Filters): Uint8ClampedArray<ArrayBuffer> {
  const largest = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0);
  const pixels = new Uint8ClampedArray(4 * size * size * count);
  for (let pixel = 0; pixel < size * size * count; pixel++) {
    for (let channel = 0; channel < 3; channel++) {
      const weight = weights[3 * pixel + channel];
      pixels[4 * pixel + channel] = largest === 0 ? 128 : 127.5 + (127.5 * weight) / largest;
    }
    pixels[4 * pixel + 3] = 255;
  }
  return pixels;
}

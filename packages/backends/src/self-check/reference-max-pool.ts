/** Sizes of a square NHWC image whose side is even. */
export interface PoolSizes {
  count: number;
  size: number;
  channels: number;
}

/**
 * The gradient of 2×2 max pooling with stride 2 by its image, in float64.
 *
 * Each error goes to the one pixel of its window that was the maximum.
 */
export function maxPoolGradient(
  image: ArrayLike<number>,
  outputGradient: ArrayLike<number>,
  { count, size, channels }: PoolSizes,
): Float64Array {
  const half = size / 2;
  const gradient = new Float64Array(count * size * size * channels);
  for (let n = 0; n < count; n++)
    for (let y = 0; y < half; y++)
      for (let x = 0; x < half; x++)
        for (let c = 0; c < channels; c++) {
          const pixel = (dy: number, dx: number) =>
            ((n * size + 2 * y + dy) * size + 2 * x + dx) * channels + c;
          const window = [pixel(0, 0), pixel(0, 1), pixel(1, 0), pixel(1, 1)];
          const largest = window.reduce((best, at) => (image[at] > image[best] ? at : best));
          gradient[largest] += outputGradient[((n * half + y) * half + x) * channels + c];
        }
  return gradient;
}

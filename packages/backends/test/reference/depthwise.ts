/**
 * A depthwise convolution and its two gradients from the definition, in float64.
 *
 * `Y[n, y, x, i·m + q] = Σ over a, b of X[n, y·sy + a·dy − top, x·sx + b·dx − left, i] · W[a, b, i, q]`, where X is zero
 * outside its borders, m is the multiplier, s the stride and d the dilation.
 */
import { eachTap, type WindowSizes } from '../../src/self-check/reference-windows';

/** Sizes of a depthwise convolution; images are NHWC, filters [height, width, channels, multiplier]. */
export interface DepthwiseSizes extends WindowSizes {
  channels: number;
  multiplier: number;
}

type Values = ArrayLike<number>;

/** Calls `visit` with the flat indices (into X, W, Y) of each product in the sum. */
function eachProduct(sizes: DepthwiseSizes, visit: (x: number, w: number, y: number) => void): void {
  const { channels, multiplier } = sizes;
  eachTap(sizes, (position, pixel, tap) => {
    for (let i = 0; i < channels; i++)
      for (let q = 0; q < multiplier; q++)
        visit(
          pixel * channels + i,
          (tap * channels + i) * multiplier + q,
          (position * channels + i) * multiplier + q,
        );
  });
}

/** Returns the output of the depthwise convolution. */
export function depthwiseConvolve(sizes: DepthwiseSizes, image: Values, filter: Values): Float64Array {
  const { batch, outHeight, outWidth, channels, multiplier } = sizes;
  const output = new Float64Array(batch * outHeight * outWidth * channels * multiplier);
  eachProduct(sizes, (x, w, y) => (output[y] += image[x] * filter[w]));
  return output;
}

/** Returns the gradient by the filter, given the gradient by the output. */
export function depthwiseFilterGradient(
  sizes: DepthwiseSizes,
  image: Values,
  outputGradient: Values,
): Float64Array {
  const { filterHeight, filterWidth, channels, multiplier } = sizes;
  const gradient = new Float64Array(filterHeight * filterWidth * channels * multiplier);
  eachProduct(sizes, (x, w, y) => (gradient[w] += image[x] * outputGradient[y]));
  return gradient;
}

/** Returns the gradient by the image, given the gradient by the output. */
export function depthwiseImageGradient(
  sizes: DepthwiseSizes,
  filter: Values,
  outputGradient: Values,
): Float64Array {
  const { batch, inHeight, inWidth, channels } = sizes;
  const gradient = new Float64Array(batch * inHeight * inWidth * channels);
  eachProduct(sizes, (x, w, y) => (gradient[x] += filter[w] * outputGradient[y]));
  return gradient;
}

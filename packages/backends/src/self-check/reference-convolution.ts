/**
 * A 2-D convolution and its two gradients from the definition, in float64.
 *
 * `Y[n, y, x, o] = Σ over a, b, i of X[n, y·sy + a·dy − top, x·sx + b·dx − left, i] · W[a, b, i, o]`, where X is zero
 * outside its borders, s the stride and d the dilation. Deliberately simple: fast kernels are checked against it.
 */
import { eachTap, type WindowSizes } from './reference-windows';

/** Sizes of a convolution; images are NHWC, filters [height, width, in, out]. */
export interface ConvolutionSizes extends WindowSizes {
  inChannels: number;
  outChannels: number;
}

type Values = ArrayLike<number>;

/** Calls `visit` with the flat indices (into X, W, Y) of each product in the sum. */
function eachProduct(sizes: ConvolutionSizes, visit: (x: number, w: number, y: number) => void): void {
  const { inChannels, outChannels } = sizes;
  eachTap(sizes, (position, pixel, tap) => {
    for (let i = 0; i < inChannels; i++)
      for (let o = 0; o < outChannels; o++)
        visit(pixel * inChannels + i, (tap * inChannels + i) * outChannels + o, position * outChannels + o);
  });
}

/** Returns the output of the convolution. */
export function convolve(sizes: ConvolutionSizes, image: Values, filter: Values): Float64Array {
  const { batch, outHeight, outWidth, outChannels } = sizes;
  const output = new Float64Array(batch * outHeight * outWidth * outChannels);
  eachProduct(sizes, (x, w, y) => (output[y] += image[x] * filter[w]));
  return output;
}

/** Returns the gradient by the filter, given the gradient by the output. */
export function filterGradient(sizes: ConvolutionSizes, image: Values, outputGradient: Values): Float64Array {
  const { filterHeight, filterWidth, inChannels, outChannels } = sizes;
  const gradient = new Float64Array(filterHeight * filterWidth * inChannels * outChannels);
  eachProduct(sizes, (x, w, y) => (gradient[w] += image[x] * outputGradient[y]));
  return gradient;
}

/** Returns the gradient by the image, given the gradient by the output. */
export function imageGradient(sizes: ConvolutionSizes, filter: Values, outputGradient: Values): Float64Array {
  const { batch, inHeight, inWidth, inChannels } = sizes;
  const gradient = new Float64Array(batch * inHeight * inWidth * inChannels);
  eachProduct(sizes, (x, w, y) => (gradient[x] += filter[w] * outputGradient[y]));
  return gradient;
}

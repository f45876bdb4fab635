/**
 * A 2-D convolution and its two gradients written out from the definition, in float64.
 *
 * `Y[n, y, x, o] = Σ over a, b, i of X[n, y·sy + a − top, x·sx + b − left, i] · W[a, b, i, o]`, where X is zero
 * outside its borders. Slow and plain on purpose: fast kernels are measured against it.
 */

/** Sizes of a convolution; images are NHWC, filters [height, width, in, out]. */
export interface ConvolutionSizes {
  batch: number;
  inHeight: number;
  inWidth: number;
  inChannels: number;
  filterHeight: number;
  filterWidth: number;
  outHeight: number;
  outWidth: number;
  outChannels: number;
  strideHeight: number;
  strideWidth: number;
  top: number;
  left: number;
}

type Values = ArrayLike<number>;

/** Calls `visit` with the flat indices (into X, W, Y) of each product in the sum. */
function eachProduct(sizes: ConvolutionSizes, visit: (x: number, w: number, y: number) => void): void {
  const { batch, inHeight, inWidth, inChannels, filterHeight, filterWidth } = sizes;
  const { outHeight, outWidth, outChannels, strideHeight, strideWidth, top, left } = sizes;
  for (let n = 0; n < batch; n++)
    for (let y = 0; y < outHeight; y++)
      for (let x = 0; x < outWidth; x++)
        for (let a = 0; a < filterHeight; a++)
          for (let b = 0; b < filterWidth; b++) {
            const row = y * strideHeight + a - top;
            const column = x * strideWidth + b - left;
            if (row < 0 || row >= inHeight || column < 0 || column >= inWidth) continue;
            for (let i = 0; i < inChannels; i++)
              for (let o = 0; o < outChannels; o++)
                visit(
                  ((n * inHeight + row) * inWidth + column) * inChannels + i,
                  ((a * filterWidth + b) * inChannels + i) * outChannels + o,
                  ((n * outHeight + y) * outWidth + x) * outChannels + o,
                );
          }
}

/** The output of the convolution. */
export function convolve(sizes: ConvolutionSizes, image: Values, filter: Values): Float64Array {
  const { batch, outHeight, outWidth, outChannels } = sizes;
  const output = new Float64Array(batch * outHeight * outWidth * outChannels);
  eachProduct(sizes, (x, w, y) => (output[y] += image[x] * filter[w]));
  return output;
}

/** The gradient by the filter, given the gradient by the output. */
export function filterGradient(sizes: ConvolutionSizes, image: Values, outputGradient: Values): Float64Array {
  const { filterHeight, filterWidth, inChannels, outChannels } = sizes;
  const gradient = new Float64Array(filterHeight * filterWidth * inChannels * outChannels);
  eachProduct(sizes, (x, w, y) => (gradient[w] += image[x] * outputGradient[y]));
  return gradient;
}

/** The gradient by the image, given the gradient by the output. */
export function imageGradient(sizes: ConvolutionSizes, filter: Values, outputGradient: Values): Float64Array {
  const { batch, inHeight, inWidth, inChannels } = sizes;
  const gradient = new Float64Array(batch * inHeight * inWidth * inChannels);
  eachProduct(sizes, (x, w, y) => (gradient[x] += filter[w] * outputGradient[y]));
  return gradient;
}

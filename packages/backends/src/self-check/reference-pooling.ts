/** Max and average pooling with any window, stride and padding, and their gradients, in float64. */
import { eachTap, type WindowSizes } from './reference-windows';

/** Sizes of a pooling of NHWC images. */
export interface PoolingSizes extends WindowSizes {
  channels: number;
}

type Values = ArrayLike<number>;

const outputLength = ({ batch, outHeight, outWidth, channels }: PoolingSizes) =>
  batch * outHeight * outWidth * channels;

const imageLength = ({ batch, inHeight, inWidth, channels }: PoolingSizes) =>
  batch * inHeight * inWidth * channels;

/** Returns, for each output value, the index of the first maximum in its window, row by row. */
function firstLargest(sizes: PoolingSizes, image: Values): number[] {
  const { channels } = sizes;
  const places: number[] = [];
  eachTap(sizes, (position, pixel) => {
    for (let c = 0; c < channels; c++) {
      const from = pixel * channels + c;
      const to = position * channels + c;
      if (places[to] === undefined || image[from] > image[places[to]]) places[to] = from;
    }
  });
  return places;
}

/** Returns the output of max pooling. */
export function maxPool(sizes: PoolingSizes, image: Values): Float64Array {
  return Float64Array.from(firstLargest(sizes, image), (place) => image[place]);
}

/** Returns the gradient of max pooling: each output gradient goes to the first maximum of its window. */
export function maxPoolingGradient(sizes: PoolingSizes, image: Values, outputGradient: Values): Float64Array {
  const gradient = new Float64Array(imageLength(sizes));
  firstLargest(sizes, image).forEach((place, at) => (gradient[place] += outputGradient[at]));
  return gradient;
}

/** Returns, for each position, the number of image pixels in its window: means exclude the padding. */
function pixelsUnder(sizes: PoolingSizes): Float64Array {
  const counts = new Float64Array(outputLength(sizes) / sizes.channels);
  eachTap(sizes, (position) => counts[position]++);
  return counts;
}

/** Returns the output of average pooling. */
export function averagePool(sizes: PoolingSizes, image: Values): Float64Array {
  const { channels } = sizes;
  const counts = pixelsUnder(sizes);
  const output = new Float64Array(outputLength(sizes));
  eachTap(sizes, (position, pixel) => {
    for (let c = 0; c < channels; c++)
      output[position * channels + c] += image[pixel * channels + c] / counts[position];
  });
  return output;
}

/**
 * Returns the gradient of average pooling: each output gradient is divided equally among the image pixels of its
 * window.
 */
export function averagePoolingGradient(sizes: PoolingSizes, outputGradient: Values): Float64Array {
  const { channels } = sizes;
  const counts = pixelsUnder(sizes);
  const gradient = new Float64Array(imageLength(sizes));
  eachTap(sizes, (position, pixel) => {
    for (let c = 0; c < channels; c++)
      gradient[pixel * channels + c] += outputGradient[position * channels + c] / counts[position];
  });
  return gradient;
}

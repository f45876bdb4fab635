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

/** For each output value the place of the first pixel of its window, row by row, that is the largest. */
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

/** The output of max pooling. */
export function maxPool(sizes: PoolingSizes, image: Values): Float64Array {
  return Float64Array.from(firstLargest(sizes, image), (place) => image[place]);
}

/** The gradient of max pooling: each error goes to the first largest pixel of its window. */
export function maxPoolingGradient(sizes: PoolingSizes, image: Values, outputGradient: Values): Float64Array {
  const gradient = new Float64Array(imageLength(sizes));
  firstLargest(sizes, image).forEach((place, at) => (gradient[place] += outputGradient[at]));
  return gradient;
}

/** For each position how many pixels of the image its window covers: padding counts in no mean. */
function pixelsUnder(sizes: PoolingSizes): Float64Array {
  const counts = new Float64Array(outputLength(sizes) / sizes.channels);
  eachTap(sizes, (position) => counts[position]++);
  return counts;
}

/** The output of average pooling. */
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

/** The gradient of average pooling: each error is shared by the pixels of its window. */
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

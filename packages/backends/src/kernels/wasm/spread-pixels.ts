import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { TensorInfo } from '@tensorflow/tfjs-core';

/** How {@link spreadPixels} places the pixels. */
export interface SpreadOptions {
  /** Rows and columns from one pixel to the next. */
  strides: [number, number];
  /** Rows and columns of the spread image cut off at its top and left. */
  crop: [number, number];
  /** Rows of the result. */
  height: number;
  /** Columns of the result. */
  width: number;
}

/**
 * Moves the pixels of an NHWC image `strides` apart and fills the gaps with zeros.
 *
 * The result is a tensor of its own that the caller disposes; with stride 1 and nothing to crop it is the input
 * with one more reference, not a copy.
 */
export function spreadPixels(
  backend: BackendWasm,
  image: TensorInfo,
  { strides: [rowStride, columnStride], crop: [top, left], height, width }: SpreadOptions,
): TensorInfo {
  const [count = 0, inHeight = 0, inWidth = 0, channels = 0] = image.shape;
  if (rowStride === 1 && columnStride === 1 && height === inHeight && width === inWidth) {
    backend.incRef(image.dataId);
    return { dataId: image.dataId, shape: image.shape, dtype: image.dtype };
  }
  const result = backend.makeOutput([count, height, width, channels], 'float32');
  // The heap may move when memory is made, so both views are taken after it.
  const target = backend.typedArrayFromHeap(result);
  const source = backend.typedArrayFromHeap(image);
  target.fill(0);
  for (let n = 0; n < count; n++) {
    for (let y = 0; y < inHeight; y++) {
      const row = y * rowStride - top;
      if (row < 0 || row >= height) continue;
      for (let x = 0; x < inWidth; x++) {
        const column = x * columnStride - left;
        if (column < 0 || column >= width) continue;
        const from = ((n * inHeight + y) * inWidth + x) * channels;
        target.set(source.subarray(from, from + channels), ((n * height + row) * width + column) * channels);
      }
    }
  }
  return result;
}

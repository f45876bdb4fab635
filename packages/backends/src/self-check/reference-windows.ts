/** Sizes of an operation with a sliding window over NHWC images: a convolution or a pooling. */
export interface WindowSizes {
  batch: number;
  inHeight: number;
  inWidth: number;
  filterHeight: number;
  filterWidth: number;
  outHeight: number;
  outWidth: number;
  strideHeight: number;
  strideWidth: number;
  /** Distance between taps in pixels. Default 1. */
  dilationHeight?: number;
  dilationWidth?: number;
  /** Pixels of padding before the first row and column. */
  top: number;
  left: number;
}

/**
 * Calls `visit` for each position of the window and each of its taps inside the image, row by row, with the indices of the
 * position in the output, of the pixel in the image, and of the tap in the window.
 */
export function eachTap(
  sizes: WindowSizes,
  visit: (position: number, pixel: number, tap: number) => void,
): void {
  const { batch, inHeight, inWidth, filterHeight, filterWidth, outHeight, outWidth } = sizes;
  const { strideHeight, strideWidth, dilationHeight = 1, dilationWidth = 1, top, left } = sizes;
  for (let n = 0; n < batch; n++)
    for (let y = 0; y < outHeight; y++)
      for (let x = 0; x < outWidth; x++)
        for (let a = 0; a < filterHeight; a++)
          for (let b = 0; b < filterWidth; b++) {
            const row = y * strideHeight + a * dilationHeight - top;
            const column = x * strideWidth + b * dilationWidth - left;
            if (row < 0 || row >= inHeight || column < 0 || column >= inWidth) continue;
            visit(
              (n * outHeight + y) * outWidth + x,
              (n * inHeight + row) * inWidth + column,
              a * filterWidth + b,
            );
          }
}

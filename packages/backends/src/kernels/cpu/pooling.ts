import { AvgPoolGrad, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs-core';
import { poolGeometry, type PoolAttributes } from '../any-backend/pooling';
import { cpuBackend } from './cpu-backend';

/**
 * Gradient of average pooling: an output gradient is divided by the number of image pixels in its window, because means
 * exclude the padding. Stock divides by the full window size.
 */
export const avgPoolGradConfig: KernelConfig = {
  kernelName: AvgPoolGrad,
  backendName: 'cpu',
  kernelFunc(call) {
    const { dy, input } = call.inputs as { dy: TensorInfo; input: TensorInfo };
    const backend = cpuBackend(call.backend);
    const geometry = poolGeometry(input.shape, call.attrs as unknown as PoolAttributes);
    const { batchSize, inHeight, inWidth, outHeight, outWidth, inChannels: channels, padInfo } = geometry;
    const errors = backend.readSync(dy.dataId);
    const sums = new Float64Array(batchSize * inHeight * inWidth * channels);
    let error = 0;
    for (let image = 0; image < batchSize; image++)
      for (let v = 0; v < outHeight; v++) {
        const rows = covered(v * geometry.strideHeight - padInfo.top, geometry.filterHeight, inHeight);
        for (let u = 0; u < outWidth; u++, error += channels) {
          const columns = covered(u * geometry.strideWidth - padInfo.left, geometry.filterWidth, inWidth);
          const pixels = (rows.end - rows.start) * (columns.end - columns.start);
          for (let row = rows.start; row < rows.end; row++)
            for (let column = columns.start; column < columns.end; column++) {
              const pixel = ((image * inHeight + row) * inWidth + column) * channels;
              for (let c = 0; c < channels; c++) sums[pixel + c] += errors[error + c] / pixels;
            }
        }
      }
    return backend.makeTensorInfo(input.shape, 'float32', Float32Array.from(sums));
  },
};

/** Returns the range of pixels, out of `size`, that a window of `length` starting at `first` covers. */
function covered(first: number, length: number, size: number): { start: number; end: number } {
  return { start: Math.max(0, first), end: Math.min(size, first + length) };
}

import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { Conv2DBackpropFilter, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs-core';
import {
  convolutionGeometry,
  isPerceptronPerPixel,
  type ConvolutionGeometry,
  type ConvolutionGradientAttributes,
} from '../convolution-geometry';
import { withKernels, type KernelScope } from '../kernel-call';

/**
 * The gradient of a convolution by its filter, which stock wasm lacks, from kernels it has.
 *
 * `dW[a, b, i, o] = Σ over n, y, x of X[n, y·s + a − top, x·s + b − left, i] · dY[n, y, x, o]` is itself a
 * convolution: over X with batch and channels exchanged, with dY as a filter of the output's size, dilated by the
 * stride. So the long sum runs in the backend's own fast convolution.
 */
export const conv2DBackpropFilterConfig: KernelConfig = {
  kernelName: Conv2DBackpropFilter,
  backendName: 'wasm',
  kernelFunc({ inputs, backend, attrs }) {
    const { x, dy } = inputs as { x: TensorInfo; dy: TensorInfo };
    const attributes = attrs as unknown as ConvolutionGradientAttributes & { filterShape: number[] };
    const geometry = convolutionGeometry(x.shape, attributes.filterShape, attributes);
    return withKernels(backend as BackendWasm, 'wasm', (kernels) =>
      isPerceptronPerPixel(geometry)
        ? perceptronGradient(kernels, x, dy, geometry)
        : convolutionGradient(kernels, x, dy, geometry),
    );
  },
};

function perceptronGradient(
  kernels: KernelScope,
  x: TensorInfo,
  dy: TensorInfo,
  geometry: ConvolutionGeometry,
): TensorInfo {
  const { inChannels, outChannels, filterShape } = geometry;
  const positions = geometry.batchSize * geometry.outHeight * geometry.outWidth;
  const pixels = kernels.reshape(x, [positions, inChannels]);
  const errors = kernels.reshape(dy, [positions, outChannels]);
  // Transposing is the costly part besides the product itself, so the smaller side is transposed.
  const gradient =
    inChannels <= outChannels
      ? kernels.matMul(kernels.transpose(pixels, [1, 0]), errors)
      : kernels.transpose(kernels.matMul(kernels.transpose(errors, [1, 0]), pixels), [1, 0]);
  return kernels.reshape(gradient, filterShape);
}

function convolutionGradient(
  kernels: KernelScope,
  x: TensorInfo,
  dy: TensorInfo,
  geometry: ConvolutionGeometry,
): TensorInfo {
  const { filterHeight, filterWidth, inHeight, inWidth, outHeight, outWidth } = geometry;
  const { strideHeight, strideWidth, padInfo, inChannels, outChannels } = geometry;
  // The rows that make the result at least as high as the filter; what is more is cut off below.
  const bottom = Math.max(0, filterHeight - 1 + (outHeight - 1) * strideHeight + 1 - inHeight - padInfo.top);
  const right = Math.max(0, filterWidth - 1 + (outWidth - 1) * strideWidth + 1 - inWidth - padInfo.left);
  const full = kernels.run(
    'Conv2D',
    { x: kernels.transpose(x, [3, 1, 2, 0]), filter: kernels.transpose(dy, [1, 2, 0, 3]) },
    {
      strides: [1, 1],
      dilations: [strideHeight, strideWidth],
      pad: [
        [0, 0],
        [padInfo.top, bottom],
        [padInfo.left, right],
        [0, 0],
      ],
      dataFormat: 'NHWC',
    },
  );
  const gradient = kernels.transpose(full, [1, 2, 0, 3]);
  if (gradient.shape[0] === filterHeight && gradient.shape[1] === filterWidth) return gradient;
  const size = [filterHeight, filterWidth, inChannels, outChannels];
  return kernels.run('Slice', { x: gradient }, { begin: [0, 0, 0, 0], size });
}

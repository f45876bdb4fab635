import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { Conv2DBackpropInput, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs-core';
import {
  convolutionGeometry,
  isPerceptronPerPixel,
  type ConvolutionGeometry,
  type ConvolutionGradientAttributes,
} from '../convolution-geometry';
import { withKernels, type KernelScope } from '../kernel-call';
import { spreadPixels } from './spread-pixels';

/**
 * The gradient of a convolution by its input, as a fast forward convolution instead of stock wasm's plain loops.
 *
 * It is the convolution of dY, its pixels spread apart by the stride, with the filter turned by 180° and its two
 * channel axes exchanged.
 */
export const conv2DBackpropInputConfig: KernelConfig = {
  kernelName: Conv2DBackpropInput,
  backendName: 'wasm',
  kernelFunc({ inputs, backend, attrs }) {
    const { dy, filter } = inputs as { dy: TensorInfo; filter: TensorInfo };
    const attributes = attrs as unknown as ConvolutionGradientAttributes & { inputShape: number[] };
    const geometry = convolutionGeometry(attributes.inputShape, filter.shape, attributes);
    const wasm = backend as BackendWasm;
    return withKernels(wasm, 'wasm', (kernels) =>
      isPerceptronPerPixel(geometry)
        ? perceptronGradient(kernels, dy, filter, geometry)
        : convolutionGradient(kernels, wasm, dy, filter, geometry),
    );
  },
};

function perceptronGradient(
  kernels: KernelScope,
  dy: TensorInfo,
  filter: TensorInfo,
  geometry: ConvolutionGeometry,
): TensorInfo {
  const { inChannels, outChannels, inShape } = geometry;
  const positions = geometry.batchSize * geometry.outHeight * geometry.outWidth;
  const errors = kernels.reshape(dy, [positions, outChannels]);
  const weights = kernels.reshape(filter, [inChannels, outChannels]);
  return kernels.reshape(kernels.matMul(errors, kernels.transpose(weights, [1, 0])), inShape);
}

function convolutionGradient(
  kernels: KernelScope,
  backend: BackendWasm,
  dy: TensorInfo,
  filter: TensorInfo,
  geometry: ConvolutionGeometry,
): TensorInfo {
  const { filterHeight, filterWidth, inHeight, inWidth, padInfo, strideHeight, strideWidth } = geometry;
  const turned = kernels.transpose(kernels.run('Reverse', { x: filter }, { dims: [0, 1] }), [0, 1, 3, 2]);

  // Padding more than the filter reaches would be negative here: those output pixels saw only zeros, so they are
  // left out of dY; the same holds for input rows beyond the last window, which get zeros.
  const rows = windowPadding(filterHeight, padInfo.top, inHeight, geometry.outHeight, strideHeight);
  const columns = windowPadding(filterWidth, padInfo.left, inWidth, geometry.outWidth, strideWidth);
  const spread = spreadPixels(backend, dy, {
    strides: [strideHeight, strideWidth],
    crop: [rows.crop, columns.crop],
    height: rows.size,
    width: columns.size,
  });
  try {
    return kernels.run(
      'Conv2D',
      { x: spread, filter: turned },
      {
        strides: [1, 1],
        dilations: [1, 1],
        pad: [
          [0, 0],
          [rows.before, rows.after],
          [columns.before, columns.after],
          [0, 0],
        ],
        dataFormat: 'NHWC',
      },
    );
  } finally {
    backend.disposeData(spread.dataId);
  }
}

/** How one axis of the spread dY is cropped and padded so that the convolution gives the input's size. */
function windowPadding(filter: number, padBefore: number, input: number, output: number, stride: number) {
  const spread = (output - 1) * stride + 1;
  const before = filter - 1 - padBefore;
  const after = input - 1 + padBefore - (output - 1) * stride;
  const crop = { before: Math.max(0, -before), after: Math.max(0, -after) };
  return {
    before: Math.max(0, before),
    after: Math.max(0, after),
    crop: crop.before,
    size: spread - crop.before - crop.after,
  };
}

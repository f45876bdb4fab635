import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { GpuBackend } from '../../webgpu/gpu-backend';
import {
  errorPatchesOperand,
  geometryConstants,
  geometryKey,
  matrixOperand,
  patchesOperand,
  transposedFilterOperand,
  transposedPatchesOperand,
} from '../../webgpu/operands';
import { multiply, multiplyInSlices, type Product } from '../../webgpu/product';
import { isPerceptronPerPixel, type ConvolutionGeometry } from '../convolution-geometry';

/** Images × filter. Pixels are rows, taps and channels the terms, output channels the columns. */
export function convolve(
  backend: GpuBackend,
  x: TensorInfo,
  filter: TensorInfo,
  geometry: ConvolutionGeometry,
  { bias, activation }: Pick<Product, 'bias' | 'activation'> = {},
): TensorInfo {
  const { inChannels, outChannels, filterHeight, filterWidth } = geometry;
  return multiply(backend, {
    ...geometric(geometry, patchesOperand, () => matrixOperand('terms', inChannels % 4 === 0)),
    rightOperand: matrixOperand('outer', outChannels % 4 === 0),
    left: x,
    right: filter,
    rows: outPixels(geometry),
    columns: outChannels,
    terms: filterHeight * filterWidth * inChannels,
    bias,
    activation,
    shape: geometry.outShape,
  });
}

/** Imagesᵀ × errors. Taps and channels are rows, pixels of the whole batch the terms. */
export function filterGradient(
  backend: GpuBackend,
  x: TensorInfo,
  dy: TensorInfo,
  geometry: ConvolutionGeometry,
): TensorInfo {
  const { inChannels, outChannels, filterHeight, filterWidth } = geometry;
  return multiplyInSlices(backend, {
    ...geometric(geometry, transposedPatchesOperand, () => matrixOperand('outer', inChannels % 4 === 0)),
    rightOperand: matrixOperand('outer', outChannels % 4 === 0),
    left: x,
    right: dy,
    rows: filterHeight * filterWidth * inChannels,
    columns: outChannels,
    terms: outPixels(geometry),
    shape: geometry.filterShape,
  });
}

/** Errors × filterᵀ. Input pixels are rows, taps and output channels the terms. */
export function imageGradient(
  backend: GpuBackend,
  dy: TensorInfo,
  filter: TensorInfo,
  geometry: ConvolutionGeometry,
): TensorInfo {
  const { batchSize, inHeight, inWidth, inChannels, outChannels, filterHeight, filterWidth } = geometry;
  return multiply(backend, {
    ...geometric(geometry, errorPatchesOperand, () => matrixOperand('terms', outChannels % 4 === 0)),
    rightOperand: transposedFilterOperand(geometry),
    constants: geometryConstants(geometry),
    key: geometryKey(geometry),
    left: dy,
    right: filter,
    rows: batchSize * inHeight * inWidth,
    columns: inChannels,
    terms: filterHeight * filterWidth * outChannels,
    shape: geometry.inShape,
  });
}

function outPixels({ batchSize, outHeight, outWidth }: ConvolutionGeometry): number {
  return batchSize * outHeight * outWidth;
}

/** The left operand with what it needs: a plain matrix where a 1×1 filter multiplies each pixel by itself. */
function geometric(
  geometry: ConvolutionGeometry,
  patches: (geometry: ConvolutionGeometry) => Product['leftOperand'],
  matrix: () => Product['leftOperand'],
): Pick<Product, 'leftOperand' | 'constants' | 'key'> {
  if (isPerceptronPerPixel(geometry)) return { leftOperand: matrix() };
  return {
    leftOperand: patches(geometry),
    constants: geometryConstants(geometry),
    key: geometryKey(geometry),
  };
}

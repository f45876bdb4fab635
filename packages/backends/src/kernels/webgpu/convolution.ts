import {
  Conv2DBackpropFilter,
  Conv2DBackpropInput,
  util,
  type KernelConfig,
  type TensorInfo,
} from '@tensorflow/tfjs-core';
import { gpuBackend, type GpuBackend } from '../../webgpu/gpu-backend';
import { Conv2DTraining } from '../added-kernels';
import {
  convolutionGeometry,
  isPerceptronPerPixel,
  type ConvolutionAttributes,
  type ConvolutionGeometry,
} from '../any-backend/convolution';
import { isGpuActivation, type GpuActivation } from '../any-backend/matmul';
import { multiply, multiplyInSlices, type Product } from './product';
import {
  errorPatchesOperand,
  geometryConstants,
  geometryKey,
  matrixOperand,
  patchesOperand,
  transposedFilterOperand,
  transposedPatchesOperand,
} from './shaders/product-operands';

const backendName = 'webgpu';

/** Returns the geometry of a convolution; undefined for NCHW and dilated ones, which use the stock kernel. */
function supportedGeometry(x: TensorInfo, filter: TensorInfo, attributes: ConvolutionAttributes) {
  const { dataFormat = 'NHWC', dilations } = attributes;
  const dilated = [dilations ?? 1].flat().some((rate) => rate !== 1);
  if (dataFormat !== 'NHWC' || dilated) return undefined;
  return convolutionGeometry(x.shape, filter.shape, attributes);
}

/** Wraps stock `Conv2D` to use the tiled product. */
export function withTiledConv2D(stock: KernelConfig): KernelConfig {
  return {
    ...stock,
    kernelFunc(call) {
      const { x, filter } = call.inputs as Record<string, TensorInfo>;
      const geometry = supportedGeometry(x, filter, call.attrs as unknown as ConvolutionAttributes);
      if (!geometry) return stock.kernelFunc(call);
      return convolve(gpuBackend(call.backend), x, filter, geometry);
    },
  };
}

/** Wraps stock `FusedConv2D` to use the tiled product for row biases and linear or ReLU activations. */
export function withTiledFusedConv2D(stock: KernelConfig): KernelConfig {
  return {
    ...stock,
    kernelFunc(call) {
      const { x, filter, bias, preluActivationWeights } = call.inputs as Record<
        string,
        TensorInfo | undefined
      > & { x: TensorInfo; filter: TensorInfo };
      const attributes = call.attrs as unknown as ConvolutionAttributes & { activation: string };
      const { activation } = attributes;
      const geometry = supportedGeometry(x, filter, attributes);
      const row = !bias || util.sizeFromShape(bias.shape) === geometry?.outChannels;
      if (!geometry || !row || preluActivationWeights || !isGpuActivation(activation))
        return stock.kernelFunc(call);
      return convolve(gpuBackend(call.backend), x, filter, geometry, { bias, activation });
    },
  };
}

/** Convolution with bias and activation in one pass for training; stock fuses them only for inference. */
export const conv2DTrainingConfig: KernelConfig = {
  kernelName: Conv2DTraining,
  backendName,
  kernelFunc({ inputs, attrs, backend }) {
    const { x, filter, bias } = inputs as { x: TensorInfo; filter: TensorInfo; bias?: TensorInfo };
    const { activation, ...attributes } = attrs as unknown as ConvolutionAttributes & {
      activation: GpuActivation;
    };
    const geometry = convolutionGeometry(x.shape, filter.shape, attributes);
    return convolve(gpuBackend(backend), x, filter, geometry, { bias, activation });
  },
};

/** Gradient of a convolution by its filter. In stock one invocation per weight loops over all pixels of the batch. */
export const conv2DBackpropFilterConfig: KernelConfig = {
  kernelName: Conv2DBackpropFilter,
  backendName,
  kernelFunc({ inputs, attrs, backend }) {
    const { x, dy } = inputs as Record<string, TensorInfo>;
    const { filterShape, ...attributes } = attrs as unknown as ConvolutionAttributes & {
      filterShape: number[];
    };
    return filterGradient(gpuBackend(backend), x, dy, convolutionGeometry(x.shape, filterShape, attributes));
  },
};

/** Gradient of a convolution by its input. Stock has a tiled program, but by default uses an untiled one. */
export const conv2DBackpropInputConfig: KernelConfig = {
  kernelName: Conv2DBackpropInput,
  backendName,
  kernelFunc({ inputs, attrs, backend }) {
    const { dy, filter } = inputs as Record<string, TensorInfo>;
    const { inputShape, ...attributes } = attrs as unknown as ConvolutionAttributes & {
      inputShape: number[];
    };
    const geometry = convolutionGeometry(inputShape, filter.shape, attributes);
    return imageGradient(gpuBackend(backend), dy, filter, geometry);
  },
};

/** Returns images × filter: rows are output pixels, terms are taps and channels, columns are output channels. */
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

/** Returns imagesᵀ × dy: rows are taps and channels, terms are the output pixels of the whole batch. */
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

/** Returns dy × filterᵀ: rows are input pixels, terms are taps and output channels. */
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

/** Returns the left operand with its constants: a plain matrix for 1×1 filters. */
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

import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { env, util, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs-core';
import { DeviceLimitError } from '../../errors';
import { packedInputs, textureOf, zeros } from '../../webgl/packed-tensor';
import { Conv2DTraining } from '../added-kernels';
import {
  convolutionGeometry,
  type ConvolutionAttributes,
  type ConvolutionGeometry,
} from '../any-backend/convolution';
import { isGpuActivation } from '../any-backend/matmul';
import { filterGradient } from './convolution-filter-gradient';
import { arrangedSize, arrangeFilter } from './shaders/arranged-filter';
import { gathering, type GatheredProduct } from './shaders/gathered-product';
import { renderTiles, tilesFor } from './shaders/tiles';

type Activation = 'linear' | 'relu';

/** Returns a convolution with bias and ReLU; undefined where a texture would be too large. */
function convolve(
  backend: MathBackendWebGL,
  { x, filter, bias }: { x: TensorInfo; filter: TensorInfo; bias?: TensorInfo },
  attributes: ConvolutionAttributes,
  activation: Activation,
): TensorInfo | undefined {
  const geometry = convolutionGeometry(x.shape, filter.shape, attributes);
  if (util.sizeFromShape(geometry.outShape) === 0) return zeros(backend, geometry.outShape);
  return gatheredProduct(
    backend,
    {
      ...geometry,
      filter: {
        height: geometry.filterHeight,
        width: geometry.filterWidth,
        terms: geometry.inChannels,
        outputs: geometry.outChannels,
      },
      rotated: false,
      images: geometry.batchSize,
      top: geometry.padInfo.top,
      left: geometry.padInfo.left,
      inputDilationHeight: 1,
      inputDilationWidth: 1,
      relu: activation === 'relu',
    },
    x,
    filter,
    bias,
  );
}

/** Returns the gradient by the image: a convolution of dy, dilated by the stride, with the rotated filter. */
function imageGradient(
  backend: MathBackendWebGL,
  error: TensorInfo,
  filter: TensorInfo,
  geometry: ConvolutionGeometry,
): TensorInfo | undefined {
  const { filterHeight, filterWidth, dilationHeight, dilationWidth, padInfo } = geometry;
  return gatheredProduct(
    backend,
    {
      filter: {
        height: filterHeight,
        width: filterWidth,
        terms: geometry.outChannels,
        outputs: geometry.inChannels,
      },
      rotated: true,
      images: geometry.batchSize,
      inHeight: geometry.outHeight,
      inWidth: geometry.outWidth,
      outHeight: geometry.inHeight,
      outWidth: geometry.inWidth,
      strideHeight: 1,
      strideWidth: 1,
      dilationHeight,
      dilationWidth,
      top: (filterHeight - 1) * dilationHeight - padInfo.top,
      left: (filterWidth - 1) * dilationWidth - padInfo.left,
      inputDilationHeight: geometry.strideHeight,
      inputDilationWidth: geometry.strideWidth,
      relu: false,
    },
    error,
    filter,
  );
}

/** Convolution with bias and activation in one product for training; stock fuses them only for inference. */
export const conv2DTrainingConfig: KernelConfig = {
  kernelName: Conv2DTraining,
  backendName: 'webgl',
  kernelFunc({ inputs, attrs, backend }) {
    const { activation, ...attributes } = attrs as unknown as ConvolutionAttributes & {
      activation: Activation;
    };
    const tensors = inputs as { x: TensorInfo; filter: TensorInfo; bias?: TensorInfo };
    return convolve(backend as MathBackendWebGL, tensors, attributes, activation) ?? tooLarge(tensors);
  },
};

function tooLarge({ x, filter }: { x: TensorInfo; filter: TensorInfo }): never {
  const limit = env().getNumber('WEBGL_MAX_TEXTURE_SIZE');
  throw new DeviceLimitError(
    'webgl',
    `textures must have at most ${limit}×${limit} texels on this GPU, and the convolution of [${x.shape}] by ` +
      `[${filter.shape}] needs a larger one; use a smaller batch or fewer channels`,
  );
}

/** Wraps stock `Conv2D` to use the gathered product where it applies. */
export function withGatheredConv2D(stock: KernelConfig): KernelConfig {
  return {
    ...stock,
    kernelFunc(call) {
      const attributes = call.attrs as unknown as ConvolutionAttributes;
      const tensors = call.inputs as { x: TensorInfo; filter: TensorInfo };
      if (attributes.dataFormat === 'NCHW' || tensors.x.dtype !== 'float32') return stock.kernelFunc(call);
      const result = convolve(call.backend as MathBackendWebGL, tensors, attributes, 'linear');
      return result ?? stock.kernelFunc(call);
    },
  };
}

/** Wraps stock `FusedConv2D` to use the gathered product for linear and ReLU activations. */
export function withGatheredFusedConv2D(stock: KernelConfig): KernelConfig {
  return {
    ...stock,
    kernelFunc(call) {
      const attributes = call.attrs as unknown as ConvolutionAttributes & { activation: string };
      const { x, filter, bias } = call.inputs as { x: TensorInfo; filter: TensorInfo; bias?: TensorInfo };
      const { activation } = attributes;
      const fits = !bias || (bias.shape.length === 1 && bias.shape[0] === filter.shape[3]);
      if (
        !isGpuActivation(activation) ||
        attributes.dataFormat === 'NCHW' ||
        x.dtype !== 'float32' ||
        !fits
      ) {
        return stock.kernelFunc(call);
      }
      const result = convolve(call.backend as MathBackendWebGL, { x, filter, bias }, attributes, activation);
      return result ?? stock.kernelFunc(call);
    },
  };
}

/** Gradient of a convolution by its filter. In stock one fragment per weight loops over all images. */
export function withSlicedFilterGradient(stock: KernelConfig): KernelConfig {
  return {
    ...stock,
    kernelFunc(call) {
      const { x, dy } = call.inputs as { x: TensorInfo; dy: TensorInfo };
      const attributes = call.attrs as unknown as ConvolutionAttributes & { filterShape: number[] };
      if (attributes.dataFormat === 'NCHW') return stock.kernelFunc(call);
      const backend = call.backend as MathBackendWebGL;
      const geometry = convolutionGeometry(x.shape, attributes.filterShape, attributes);
      if (util.sizeFromShape(dy.shape) * util.sizeFromShape(x.shape) === 0) {
        return zeros(backend, attributes.filterShape);
      }
      return filterGradient(backend, x, dy, geometry) ?? stock.kernelFunc(call);
    },
  };
}

/** Gradient of a convolution by its image. Stock reads one number per multiplication. */
export function withGatheredImageGradient(stock: KernelConfig): KernelConfig {
  return {
    ...stock,
    kernelFunc(call) {
      const { dy, filter } = call.inputs as { dy: TensorInfo; filter: TensorInfo };
      const attributes = call.attrs as unknown as ConvolutionAttributes & { inputShape: number[] };
      if (attributes.dataFormat === 'NCHW') return stock.kernelFunc(call);
      const backend = call.backend as MathBackendWebGL;
      const geometry = convolutionGeometry(attributes.inputShape, filter.shape, attributes);
      if (util.sizeFromShape(dy.shape) * util.sizeFromShape(attributes.inputShape) === 0) {
        return zeros(backend, attributes.inputShape);
      }
      return imageGradient(backend, dy, filter, geometry) ?? stock.kernelFunc(call);
    },
  };
}

/**
 * Returns the sums over taps and channels of pixels times weights, plus bias, with optional ReLU: a matrix product whose
 * left factor is gathered while it is read. Undefined where a texture would be too large.
 */
export function gatheredProduct(
  backend: MathBackendWebGL,
  product: GatheredProduct,
  image: TensorInfo,
  filter: TensorInfo,
  bias?: TensorInfo,
): TensorInfo | undefined {
  const { images, outHeight, outWidth } = product;
  const { outputs } = product.filter;
  const pairs = images * outHeight * Math.ceil(outWidth / 2);
  const tiles = tilesFor(backend, 1, pairs, outputs);
  const size = arrangedSize(product.filter);
  if (!tiles || Math.max(size.width, size.height) > env().getNumber('WEBGL_MAX_TEXTURE_SIZE'))
    return undefined;
  const arranged = arrangeFilter(backend, product.filter, filter, bias, product.rotated);
  const inputs = packedInputs(backend, [image]);
  const result = renderTiles(
    backend,
    tiles,
    gathering(product, tiles.pairs),
    [...inputs.textures, textureOf(backend, arranged)],
    {
      inHeight: product.inHeight,
      inWidth: product.inWidth,
      outHeight,
      outPairs: Math.ceil(outWidth / 2),
      pairs,
    },
    [images, outHeight, outWidth, outputs],
    pairs,
  );
  inputs.release();
  backend.disposeIntermediateTensorInfo(arranged);
  return result;
}

import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { AvgPoolGrad, MaxPoolGrad, util, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs-core';
import { packedInputs, packedOutput, textureOf, zeros } from '../../webgl/packed-tensor';
import { render, type RenderProgram } from '../../webgl/render-program';
import { poolGeometry, type PoolAttributes } from '../any-backend/pooling';
import { averagePoolGradient, maxPoolGradient, maxPooling, type PoolGeometry } from './shaders/pooling';

/** Max pooling of packed images. Stock unpacks them first, and the next kernel packs them again. */
export function withPackedMaxPool(stock: KernelConfig): KernelConfig {
  return {
    ...stock,
    kernelFunc(call) {
      const x = call.inputs.x as TensorInfo;
      const geometry = poolGeometry(x.shape, call.attrs as unknown as PoolAttributes);
      if (util.sizeFromShape(geometry.outShape) === 0 || x.dtype !== 'float32') return stock.kernelFunc(call);
      return pool(call.backend as MathBackendWebGL, maxPooling(geometry), [x], geometry, geometry.outShape);
    },
  };
}

/** Gradient of max pooling: each output gradient goes to the first maximum of its window; in stock, to the last. */
export const maxPoolGradConfig: KernelConfig = {
  kernelName: MaxPoolGrad,
  backendName: 'webgl',
  kernelFunc({ inputs, attrs, backend }) {
    const { dy, input, output } = inputs as { dy: TensorInfo; input: TensorInfo; output: TensorInfo };
    const geometry = poolGeometry(input.shape, attrs as unknown as PoolAttributes);
    const tensors = [input, output, dy];
    return pool(backend as MathBackendWebGL, maxPoolGradient(geometry), tensors, geometry, input.shape);
  },
};

/**
 * Gradient of average pooling: an output gradient is divided by the number of image pixels in its window, without
 * padding.
 */
export const avgPoolGradConfig: KernelConfig = {
  kernelName: AvgPoolGrad,
  backendName: 'webgl',
  kernelFunc({ inputs, attrs, backend }) {
    const { dy, input } = inputs as { dy: TensorInfo; input: TensorInfo };
    const geometry = poolGeometry(input.shape, attrs as unknown as PoolAttributes);
    return pool(backend as MathBackendWebGL, averagePoolGradient(geometry), [dy], geometry, input.shape);
  },
};

function pool(
  backend: MathBackendWebGL,
  program: RenderProgram,
  tensors: TensorInfo[],
  geometry: PoolGeometry,
  shape: number[],
): TensorInfo {
  if (tensors.some((tensor) => util.sizeFromShape(tensor.shape) === 0)) return zeros(backend, shape);
  const inputs = packedInputs(backend, tensors);
  const result = packedOutput(backend, shape);
  const { inHeight, inWidth, outHeight, outWidth, padInfo } = geometry;
  render(
    backend,
    program,
    inputs.textures,
    { inHeight, inWidth, outHeight, outWidth, top: padInfo.top, left: padInfo.left },
    [textureOf(backend, result)],
  );
  inputs.release();
  return result;
}

import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { Conv2DBackpropFilter, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs-core';
import type { ConvolutionAttributes } from '../convolution-geometry';
import { filterGradient } from './convolution-product';

/** The gradient of a convolution by its filter, which stock wasm lacks. */
export const conv2DBackpropFilterConfig: KernelConfig = {
  kernelName: Conv2DBackpropFilter,
  backendName: 'wasm',
  kernelFunc({ inputs, attrs, backend }) {
    const { x, dy } = inputs as { x: TensorInfo; dy: TensorInfo };
    const attributes = attrs as unknown as ConvolutionAttributes & { filterShape: number[] };
    return filterGradient(backend as BackendWasm, x, dy, attributes.filterShape, attributes);
  },
};

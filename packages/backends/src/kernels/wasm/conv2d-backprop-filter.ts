import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { Conv2DBackpropFilter, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs-core';
import { convolutionGeometry, type ConvolutionAttributes } from '../convolution-geometry';
import { filterGradient } from './convolution-product';

/** The gradient of a convolution by its filter, which stock wasm lacks. */
export const conv2DBackpropFilterConfig: KernelConfig = {
  kernelName: Conv2DBackpropFilter,
  backendName: 'wasm',
  kernelFunc(call) {
    const { x, dy } = call.inputs as { x: TensorInfo; dy: TensorInfo };
    const backend = call.backend as BackendWasm;
    const attributes = call.attrs as unknown as ConvolutionAttributes & { filterShape: number[] };
    const geometry = convolutionGeometry(x.shape, attributes.filterShape, attributes);
    const result = backend.makeOutput(attributes.filterShape, 'float32');
    filterGradient(backend, x, dy, result, geometry);
    return result;
  },
};

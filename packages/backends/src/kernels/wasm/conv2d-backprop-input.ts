import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { Conv2DBackpropInput, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs-core';
import { convolutionGeometry, type ConvolutionAttributes } from '../convolution-geometry';
import { inputGradient } from './convolution-product';

/** The gradient of a convolution by its input, which stock wasm computes in plain loops. */
export const conv2DBackpropInputConfig: KernelConfig = {
  kernelName: Conv2DBackpropInput,
  backendName: 'wasm',
  kernelFunc(call) {
    const { dy, filter } = call.inputs as { dy: TensorInfo; filter: TensorInfo };
    const backend = call.backend as BackendWasm;
    const attributes = call.attrs as unknown as ConvolutionAttributes & { inputShape: number[] };
    const geometry = convolutionGeometry(attributes.inputShape, filter.shape, attributes);
    const result = backend.makeOutput(attributes.inputShape, 'float32');
    inputGradient(backend, dy, filter, result, geometry);
    return result;
  },
};

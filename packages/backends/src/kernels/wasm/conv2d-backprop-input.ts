import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { Conv2DBackpropInput, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs-core';
import type { ConvolutionAttributes } from '../convolution-geometry';
import { inputGradient } from './convolution-product';

/** The gradient of a convolution by its input, which stock wasm computes in plain loops. */
export const conv2DBackpropInputConfig: KernelConfig = {
  kernelName: Conv2DBackpropInput,
  backendName: 'wasm',
  kernelFunc({ inputs, attrs, backend }) {
    const { dy, filter } = inputs as { dy: TensorInfo; filter: TensorInfo };
    const attributes = attrs as unknown as ConvolutionAttributes & { inputShape: number[] };
    return inputGradient(backend as BackendWasm, dy, filter, attributes.inputShape, attributes);
  },
};

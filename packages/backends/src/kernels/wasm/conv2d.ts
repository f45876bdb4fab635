import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { Conv2D, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs-core';
import { disposeRuntime } from '../../wasm/runtime';
import type { ConvolutionAttributes } from '../convolution-geometry';
import { convolve } from './convolution-product';

/** A convolution as one matrix product: the pixels under the filter are gathered as the product reads them. */
export const conv2DConfig: KernelConfig = {
  kernelName: Conv2D,
  backendName: 'wasm',
  // Called once for the whole backend, which is why it stands at one kernel only.
  disposeFunc: (backend) => disposeRuntime(backend as BackendWasm),
  kernelFunc({ inputs, attrs, backend }) {
    const { x, filter } = inputs as { x: TensorInfo; filter: TensorInfo };
    return convolve(backend as BackendWasm, x, filter, attrs as unknown as ConvolutionAttributes);
  },
};

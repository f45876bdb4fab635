import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { Conv2D, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs-core';
import { disposeRuntime } from '../../wasm/runtime';
import { convolutionGeometry, type ConvolutionAttributes } from '../convolution-geometry';
import { convolve } from './convolution-product';

/** A convolution as one matrix product: the pixels under the filter are gathered as the product reads them. */
export const conv2DConfig: KernelConfig = {
  kernelName: Conv2D,
  backendName: 'wasm',
  // Called once for the whole backend, which is why it stands at one kernel only.
  disposeFunc: (backend) => disposeRuntime(backend as BackendWasm),
  kernelFunc(call) {
    const { x, filter } = call.inputs as { x: TensorInfo; filter: TensorInfo };
    const backend = call.backend as BackendWasm;
    const geometry = convolutionGeometry(
      x.shape,
      filter.shape,
      call.attrs as unknown as ConvolutionAttributes,
    );
    const result = backend.makeOutput(geometry.outShape, 'float32');
    convolve(backend, x, filter, result, geometry);
    return result;
  },
};

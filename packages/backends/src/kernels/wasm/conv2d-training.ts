import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';
import type { Product } from '../../wasm/product';
import { Conv2DTraining } from '../added-kernels';
import { convolutionGeometry, type ConvolutionAttributes } from '../convolution-geometry';
import { convolve } from './convolution-product';

/** A convolution with bias and activation in one pass, for training: stock fuses them for inference only. */
export const conv2DTrainingConfig: KernelConfig = {
  kernelName: Conv2DTraining,
  backendName: 'wasm',
  kernelFunc(call) {
    const { x, filter, bias } = call.inputs as { x: TensorInfo; filter: TensorInfo; bias?: TensorInfo };
    const { activation, ...attributes } = call.attrs as unknown as ConvolutionAttributes & {
      activation: Product['activation'];
    };
    const backend = call.backend as BackendWasm;
    const geometry = convolutionGeometry(x.shape, filter.shape, attributes);
    const result = backend.makeOutput(geometry.outShape, 'float32');
    convolve(backend, x, filter, result, geometry, { bias, activation });
    return result;
  },
};

import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';
import type { ProductActivation } from '../../wasm/product';
import { Conv2DTraining } from '../added-kernels';
import type { ConvolutionAttributes } from '../convolution-geometry';
import { convolve } from './convolution-product';

/** A convolution with bias and activation in one pass, for training: stock fuses them for inference only. */
export const conv2DTrainingConfig: KernelConfig = {
  kernelName: Conv2DTraining,
  backendName: 'wasm',
  kernelFunc({ inputs, attrs, backend }) {
    const { x, filter, bias } = inputs as { x: TensorInfo; filter: TensorInfo; bias?: TensorInfo };
    const { activation, ...attributes } = attrs as unknown as ConvolutionAttributes & {
      activation: ProductActivation;
    };
    return convolve(backend as BackendWasm, x, filter, attributes, { bias, activation });
  },
};

import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import {
  Elu,
  getKernel,
  LeakyRelu,
  Prelu,
  Sigmoid,
  type KernelConfig,
  type TensorInfo,
} from '@tensorflow/tfjs-core';
import { isProductActivation } from '../../wasm/product';
import type { ConvolutionAttributes } from '../convolution-geometry';
import { convolve } from './convolution-product';

interface FusedAttributes extends ConvolutionAttributes {
  activation: string;
  leakyreluAlpha: number;
}

/** The kernels of the activations that the matrix product does not apply. */
const activationKernels: Readonly<Record<string, string>> = {
  elu: Elu,
  sigmoid: Sigmoid,
  leakyrelu: LeakyRelu,
  prelu: Prelu,
};

/** A convolution with bias and activation: the matrix product applies the common ones as it writes its result. */
export function withFastFusedConv2D(stock: KernelConfig): KernelConfig {
  return {
    ...stock,
    kernelFunc(call) {
      const attributes = call.attrs as unknown as FusedAttributes;
      const { x, filter, bias, preluActivationWeights } = call.inputs as Record<
        string,
        TensorInfo | undefined
      > & { x: TensorInfo; filter: TensorInfo };
      const { activation, leakyreluAlpha } = attributes;
      const fitting = !bias || (bias.shape.length === 1 && bias.shape[0] === filter.shape[3]);
      const applied = isProductActivation(activation);
      const kernel = applied ? undefined : getKernel(activationKernels[activation] ?? '', 'wasm');
      // What neither side knows is stock's to refuse.
      if (!fitting || (!applied && !kernel)) return stock.kernelFunc(call);

      const backend = call.backend as BackendWasm;
      const result = convolve(backend, x, filter, attributes, {
        bias,
        activation: applied ? activation : 'linear',
      });
      if (!kernel) return result;
      try {
        return kernel.kernelFunc({
          inputs: { x: result, ...(preluActivationWeights && { alpha: preluActivationWeights }) },
          attrs: { alpha: leakyreluAlpha },
          backend,
        });
      } finally {
        backend.disposeData(result.dataId);
      }
    },
  };
}

import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import {
  Conv2D,
  Conv2DBackpropFilter,
  Conv2DBackpropInput,
  Elu,
  getKernel,
  LeakyRelu,
  Prelu,
  Sigmoid,
  type KernelConfig,
  type TensorInfo,
} from '@tensorflow/tfjs-core';
import { disposeRuntime } from '../../wasm/runtime';
import { Conv2DTraining } from '../added-kernels';
import type { ConvolutionAttributes } from '../any-backend/convolution';
import { convolve, filterGradient, inputGradient } from './convolution-product';
import { isProductActivation, type ProductActivation } from './product';

/** Convolution as one matrix product, which gathers the pixels under the filter while it reads them. */
export const conv2DConfig: KernelConfig = {
  kernelName: Conv2D,
  backendName: 'wasm',
  // Must run once per backend, so only one kernel has it.
  disposeFunc: (backend) => disposeRuntime(backend as BackendWasm),
  kernelFunc({ inputs, attrs, backend }) {
    const { x, filter } = inputs as { x: TensorInfo; filter: TensorInfo };
    return convolve(backend as BackendWasm, x, filter, attrs as unknown as ConvolutionAttributes);
  },
};

interface FusedAttributes extends ConvolutionAttributes {
  activation: string;
  leakyreluAlpha: number;
}

/** Kernels of the activations that the matrix product does not apply itself. */
const activationKernels: Readonly<Record<string, string>> = {
  elu: Elu,
  sigmoid: Sigmoid,
  leakyrelu: LeakyRelu,
  prelu: Prelu,
};

/** Convolution with bias and activation; the matrix product applies common activations while it writes its result. */
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
      // The stock kernel reports unsupported arguments.
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

/** Convolution with bias and activation in one pass for training; stock fuses them only for inference. */
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

/** Gradient of a convolution by its filter; stock wasm has none. */
export const conv2DBackpropFilterConfig: KernelConfig = {
  kernelName: Conv2DBackpropFilter,
  backendName: 'wasm',
  kernelFunc({ inputs, attrs, backend }) {
    const { x, dy } = inputs as { x: TensorInfo; dy: TensorInfo };
    const attributes = attrs as unknown as ConvolutionAttributes & { filterShape: number[] };
    return filterGradient(backend as BackendWasm, x, dy, attributes.filterShape, attributes);
  },
};

/** Gradient of a convolution by its input; stock wasm uses plain loops. */
export const conv2DBackpropInputConfig: KernelConfig = {
  kernelName: Conv2DBackpropInput,
  backendName: 'wasm',
  kernelFunc({ inputs, attrs, backend }) {
    const { dy, filter } = inputs as { dy: TensorInfo; filter: TensorInfo };
    const attributes = attrs as unknown as ConvolutionAttributes & { inputShape: number[] };
    return inputGradient(backend as BackendWasm, dy, filter, attributes.inputShape, attributes);
  },
};

import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';
import { productActivations, type Product } from '../../wasm/product';
import { convolutionGeometry, type ConvolutionAttributes } from '../convolution-geometry';
import { convolve } from './convolution-product';

interface FusedAttributes extends ConvolutionAttributes {
  activation: string;
}

/** A convolution with bias and activation, where the activation is one that the matrix product applies. */
export function withFastFusedConv2D(stock: KernelConfig): KernelConfig {
  return {
    ...stock,
    kernelFunc(call) {
      const attributes = call.attrs as unknown as FusedAttributes;
      const { x, filter, bias } = call.inputs as {
        x: TensorInfo;
        filter: TensorInfo;
        bias: TensorInfo | undefined;
      };
      const outChannels = filter.shape[3];
      const fitting = !bias || (bias.shape.length === 1 && bias.shape[0] === outChannels);
      if (!fitting || !isProductActivation(attributes.activation)) return stock.kernelFunc(call);
      const backend = call.backend as BackendWasm;
      const geometry = convolutionGeometry(x.shape, filter.shape, attributes);
      const result = backend.makeOutput(geometry.outShape, 'float32');
      convolve(backend, x, filter, result, geometry, { bias, activation: attributes.activation });
      return result;
    },
  };
}

function isProductActivation(activation: string): activation is NonNullable<Product['activation']> {
  return (productActivations as readonly string[]).includes(activation);
}

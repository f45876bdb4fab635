import {
  add,
  conv2d,
  engine,
  getBackend,
  getKernel,
  type Tensor,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import { Conv2DTraining } from '../kernels/added-kernels';
import { wrapLayer } from './layer-class';

interface Conv2DLayer {
  kernel: { read(): Tensor };
  bias: { read(): Tensor } | null;
  strides: [number, number];
  padding: string;
  dataFormat: string;
  dilationRate: number | [number, number];
  activation: { getClassName(): string; apply(values: Tensor): Tensor };
}

/**
 * Convolution with bias and ReLU in one training kernel, as stock does only in inference; other activations run after the
 * kernel. In training stock runs three kernels and keeps three images for the backward pass where one is enough. Without
 * an activation, stock also computes the gradient by the input of the first layer, which nothing uses.
 */
export const conv2DLayer = wrapLayer<Conv2DLayer>('Conv2D', (stock) => {
  return function call(inputs, options) {
    const { kernel, bias, strides, padding, dataFormat, dilationRate } = this;
    const x = (Array.isArray(inputs) ? inputs[0] : inputs) as Tensor;
    const activation = this.activation.getClassName();
    // Inference and second-order gradients use stock kernels.
    const trains = engine().state.gradientDepth === 1;
    const usual = (padding === 'same' || padding === 'valid') && dataFormat === 'channelsLast';
    const dilated = [dilationRate].flat().some((rate) => rate !== 1);
    if (trains && dilated && usual) {
      // tfjs would fuse these operations, and has no gradient for the fused dilated convolution.
      const sums = conv2d(x as Tensor4D, kernel.read() as Tensor4D, strides, padding, 'NHWC', dilationRate);
      return this.activation.apply(bias ? add(sums, bias.read()) : sums);
    }
    const plain = usual && !dilated;
    if (!trains || !plain || x.dtype !== 'float32' || !getKernel(Conv2DTraining, getBackend())) {
      return stock.call(this, inputs, options);
    }
    const joined = activation === 'relu' || activation === 'linear';
    const result = engine().runKernel<Tensor>(
      Conv2DTraining,
      { x, filter: kernel.read(), ...(bias && { bias: bias.read() }) },
      { strides, pad: padding, dataFormat: 'NHWC', activation: joined ? activation : 'linear' },
    );
    return joined ? result : this.activation.apply(result);
  };
});

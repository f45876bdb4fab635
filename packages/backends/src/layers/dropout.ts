import { engine, getBackend, getKernel, type Tensor } from '@tensorflow/tfjs-core';
import { SeededDropout } from '../kernels/added-kernels';
import { wrapLayer } from './layer-class';

interface DropoutLayer {
  rate: number;
  seed: number | undefined;
  noiseShape: unknown;
  invokeCallHook(inputs: unknown, options: unknown): void;
}

/**
 * Dropout in training with one kernel. Stock draws the mask in JavaScript, number by number. As in stock, a layer with a
 * seed drops the same elements at each step, and a layer without a seed draws new ones.
 */
export const dropoutLayer = wrapLayer<DropoutLayer>('Dropout', (stock) => {
  return function call(inputs, options) {
    const { rate, seed, noiseShape } = this;
    const x = (Array.isArray(inputs) ? inputs[0] : inputs) as Tensor;
    const ours = options.training === true && rate > 0 && rate < 1 && noiseShape === undefined;
    if (!ours || x.dtype !== 'float32' || !getKernel(SeededDropout, getBackend())) {
      return stock.call(this, inputs, options);
    }
    this.invokeCallHook(inputs, options);
    const drawn = seed ?? Math.floor(Math.random() * 2 ** 32);
    return engine().runKernel<Tensor>(SeededDropout, { x }, { rate, seed: drawn });
  };
});

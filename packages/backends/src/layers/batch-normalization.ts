import { engine, getBackend, getKernel, tidy, type Tensor } from '@tensorflow/tfjs-core';
import { BatchNormTraining } from '../kernels/added-kernels';
import { wrapLayer } from './layer-class';

/** A weight of tfjs-layers. */
interface Weight {
  read(): Tensor;
  write(value: Tensor): unknown;
}

interface BatchNormalizationLayer {
  axis: number;
  momentum: number;
  epsilon: number;
  gamma: Weight | undefined;
  beta: Weight | undefined;
  movingMean: Weight;
  movingVariance: Weight;
}

/** Batch normalization in training by one kernel forward and one backward, where stock is composed of about thirty. */
export const batchNormalizationLayer = wrapLayer<BatchNormalizationLayer>('BatchNormalization', (stock) => {
  return function call(inputs, options) {
    const { axis, momentum, epsilon, gamma, beta, movingMean, movingVariance } = this;
    const x = (Array.isArray(inputs) ? inputs[0] : inputs) as Tensor;
    const overLastAxis = axis === -1 || axis === x.rank - 1;
    // The gradient of the gradient is left to stock kernels, which have one.
    const firstOrder = engine().state.gradientDepth <= 1;
    if (
      options.training !== true ||
      !overLastAxis ||
      !firstOrder ||
      !gamma ||
      !beta ||
      x.dtype !== 'float32' ||
      !getKernel(BatchNormTraining, getBackend())
    ) {
      return stock.call(this, inputs, options);
    }
    return tidy(() => {
      const [y, , , nextMean, nextVariance] = engine().runKernel<Tensor[]>(
        BatchNormTraining,
        {
          x,
          scale: gamma.read(),
          offset: beta.read(),
          movingMean: movingMean.read(),
          movingVariance: movingVariance.read(),
        },
        { epsilon, momentum },
      );
      movingMean.write(nextMean);
      movingVariance.write(nextVariance);
      return y;
    });
  };
});

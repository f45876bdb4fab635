import {
  Conv2DBackpropFilter,
  Conv2DBackpropInput,
  engine,
  getBackend,
  getKernel,
  sum,
  type NamedAttrMap,
  type Tensor,
} from '@tensorflow/tfjs-core';
import {
  BatchNormTraining,
  BatchNormTrainingBackprop,
  BiasReluBackprop,
  Conv2DTraining,
  SeededDropout,
  SmoothActivation,
  SmoothActivationBackprop,
} from '../kernels/added-kernels';
import { reluBackprop } from './relu';
import type { TrainingGradient } from './training-gradient';

/** Gradients of a convolution with bias and activation; each is computed only if needed. */
const convolutionGradient: TrainingGradient = {
  name: Conv2DTraining,
  replace: () => ({
    kernelName: Conv2DTraining,
    inputsToSave: ['x', 'filter'],
    outputsToSave: [true],
    gradFunc(dy, [x, filter, y], { activation, ...attributes }) {
      const direct = dy as Tensor;
      const relu = activation === 'relu';
      const joined = relu ? errorAndBias(y, direct) : undefined;
      const error = joined?.error ?? (relu ? reluBackprop(y, direct, Infinity) : direct);
      const run = (kernel: string, inputs: Record<string, Tensor>, shape: NamedAttrMap) =>
        engine().runKernel<Tensor>(kernel, inputs, { ...attributes, ...shape });
      return {
        x: () => run(Conv2DBackpropInput, { dy: error, filter }, { inputShape: x.shape }),
        filter: () => run(Conv2DBackpropFilter, { x, dy: error }, { filterShape: filter.shape }),
        bias() {
          const gradient = joined?.bias ?? sum(error, [0, 1, 2]);
          // The last of the three gradients: the tensor need not live until the end of the backward pass.
          if (error !== direct) error.dispose();
          return gradient;
        },
      };
    },
  }),
};

/** Returns the gradient before a ReLU and the bias gradient, where a backend computes both in one pass. */
function errorAndBias(y: Tensor, dy: Tensor): { error: Tensor; bias: Tensor } | undefined {
  if (!getKernel(BiasReluBackprop, getBackend())) return undefined;
  const [error, bias] = engine().runKernel<Tensor[]>(BiasReluBackprop, { y, dy });
  return { error, bias };
}

/** Gradients of the kernels that layers use in training. */
export const layerGradients: readonly TrainingGradient[] = [
  convolutionGradient,
  {
    name: SeededDropout,
    replace: () => ({
      kernelName: SeededDropout,
      gradFunc: (dy, _, attributes) => ({
        x: () => engine().runKernel<Tensor>(SeededDropout, { x: dy as Tensor }, attributes),
      }),
    }),
  },
  {
    name: SmoothActivation,
    replace: () => ({
      kernelName: SmoothActivation,
      inputsToSave: ['x'],
      gradFunc: (dy, [x], attributes) => ({
        x: () => engine().runKernel<Tensor>(SmoothActivationBackprop, { x, dy: dy as Tensor }, attributes),
      }),
    }),
  },
  {
    name: BatchNormTraining,
    replace: () => ({
      kernelName: BatchNormTraining,
      inputsToSave: ['x', 'scale'],
      outputsToSave: [false, true, true, false, false],
      // Gradients by the moments are ignored: layers only average the moments.
      gradFunc(dys, [x, scale, mean, variance], attributes) {
        const [dy] = dys as Tensor[];
        const inputs = { x, dy, scale, mean, variance };
        const [dx, dScale, dOffset] = engine().runKernel<Tensor[]>(
          BatchNormTrainingBackprop,
          inputs,
          attributes,
        );
        return { x: () => dx, scale: () => dScale, offset: () => dOffset };
      },
    }),
  },
];

import { engine, type Tensor } from '@tensorflow/tfjs-core';
import { BatchNormTraining, BatchNormTrainingBackprop, SeededDropout } from '../kernels/added-kernels';
import type { TrainingGradient } from './training-gradient';

/** Gradients of the kernels that layers are computed with in training. */
export const layerGradients: readonly TrainingGradient[] = [
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
    name: BatchNormTraining,
    replace: () => ({
      kernelName: BatchNormTraining,
      inputsToSave: ['x', 'scale'],
      outputsToSave: [false, true, true, false, false],
      // What would come back through the moments is left out: layers only average them.
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

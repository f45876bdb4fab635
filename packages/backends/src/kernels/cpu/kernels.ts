import { Cumsum } from '@tensorflow/tfjs-core';
import { volumeGradientKernels, volumeKernels } from '../shared/kernels';
import { around, ours, type TrainingKernel } from '../training-kernel';
import { withExactCumsum } from './cumulative';
import { avgPoolGradConfig } from './pooling';

/** What `installTrainingKernels('cpu')` puts in place: where stock is wrong. It is as slow as before. */
export const cpuKernels: readonly TrainingKernel[] = [
  around(Cumsum, withExactCumsum),
  ours(avgPoolGradConfig),
  ...volumeKernels,
  ...volumeGradientKernels,
];

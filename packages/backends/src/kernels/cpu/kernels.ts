import { Cumsum } from '@tensorflow/tfjs-core';
import { around, ours, type TrainingKernel } from '../training-kernel';
import { volumeGradientKernels, volumeKernels } from '../volume-kernels';
import { avgPoolGradConfig } from './average-pool-gradient';
import { withExactCumsum } from './running';

/** What `installTrainingKernels('cpu')` puts in place: where stock is wrong. It is as slow as before. */
export const cpuKernels: readonly TrainingKernel[] = [
  around(Cumsum, withExactCumsum),
  ours(avgPoolGradConfig),
  ...volumeKernels,
  ...volumeGradientKernels,
];

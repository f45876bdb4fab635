import { Cumsum } from '@tensorflow/tfjs-core';
import { volumeGradientKernels, volumeKernels } from '../any-backend/kernels';
import { replacement, wrapper, type TrainingKernel } from '../training-kernel';
import { withExactCumsum } from './cumulative';
import { avgPoolGradConfig } from './pooling';

/** The kernels of `installTrainingKernels('cpu')`: corrections of wrong stock results, not faster than stock. */
export const cpuKernels: readonly TrainingKernel[] = [
  wrapper(Cumsum, withExactCumsum),
  replacement(avgPoolGradConfig),
  ...volumeKernels,
  ...volumeGradientKernels,
];

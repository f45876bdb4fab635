import { Cumsum } from '@tensorflow/tfjs-core';
import { around, type TrainingKernel } from '../training-kernel';
import { withExactCumsum } from './running';

/** What `installTrainingKernels('cpu')` puts in place: where stock is wrong. It is as slow as before. */
export const cpuKernels: readonly TrainingKernel[] = [around(Cumsum, withExactCumsum)];

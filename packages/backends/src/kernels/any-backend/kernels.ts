import {
  AvgPool,
  AvgPool3D,
  Conv3D,
  Conv3DBackpropFilterV2,
  Conv3DBackpropInputV2,
  MaxPool,
  MaxPool3D,
} from '@tensorflow/tfjs-core';
import { wrapper, type TrainingKernel } from '../training-kernel';
import { withCoveredInputGradient, withCoveredVolume, withCoveredFilterGradient } from './volume-convolution';
import { withSeparableVolumes } from './volume-pooling';

/** Corrections of 3-D kernels that are wrong in stock on every backend. */
export const volumeKernels: readonly TrainingKernel[] = [
  wrapper(Conv3D, withCoveredVolume),
  wrapper(MaxPool3D, withSeparableVolumes(MaxPool)),
  wrapper(AvgPool3D, withSeparableVolumes(AvgPool)),
];

/** Corrections of 3-D convolution gradients, for backends without their own kernels. */
export const volumeGradientKernels: readonly TrainingKernel[] = [
  wrapper(Conv3DBackpropInputV2, withCoveredInputGradient),
  wrapper(Conv3DBackpropFilterV2, withCoveredFilterGradient),
];

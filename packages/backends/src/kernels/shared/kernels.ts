import {
  AvgPool,
  AvgPool3D,
  Conv3D,
  Conv3DBackpropFilterV2,
  Conv3DBackpropInputV2,
  MaxPool,
  MaxPool3D,
} from '@tensorflow/tfjs-core';
import { around, type TrainingKernel } from '../training-kernel';
import { withReachedGradient, withReachedVolume, withReachedVolumeOfFilter } from './volume-convolution';
import { withSeparableVolumes } from './volume-pooling';

/** Where stock's kernels for volumes are wrong on every backend. */
export const volumeKernels: readonly TrainingKernel[] = [
  around(Conv3D, withReachedVolume),
  around(MaxPool3D, withSeparableVolumes(MaxPool)),
  around(AvgPool3D, withSeparableVolumes(AvgPool)),
];

/** The same of gradients, for backends that have no kernels of ours for them. */
export const volumeGradientKernels: readonly TrainingKernel[] = [
  around(Conv3DBackpropInputV2, withReachedGradient),
  around(Conv3DBackpropFilterV2, withReachedVolumeOfFilter),
];

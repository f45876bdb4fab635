import {
  BatchMatMul,
  Conv2D,
  Conv2DBackpropFilter,
  Conv2DBackpropInput,
  FusedConv2D,
  _FusedMatMul,
  MaxPool,
  Mean,
  Sum,
} from '@tensorflow/tfjs-core';
import { volumeGradientKernels, volumeKernels } from '../any-backend/kernels';
import { withMean, withReduction } from '../any-backend/sum';
import { replacement, wrapper, type TrainingKernel } from '../training-kernel';
import { batchNormTrainingBackpropConfig, batchNormTrainingConfig } from './batch-norm';
import {
  conv2DTrainingConfig,
  withGatheredConv2D,
  withGatheredFusedConv2D,
  withGatheredImageGradient,
  withSlicedFilterGradient,
} from './convolution';
import { seededDropoutConfig } from './dropout';
import { withTiledMatMul } from './matmul';
import { adamWUpdateConfig, sgdUpdateConfig } from './optimizer-step';
import { avgPoolGradConfig, maxPoolGradConfig, withPackedMaxPool } from './pooling';
import { reluBackpropConfig } from './relu';
import { reduceColumns } from './sum';

/** The kernels of `installTrainingKernels('webgl')`. */
export const webglKernels: readonly TrainingKernel[] = [
  wrapper(Conv2D, withGatheredConv2D),
  wrapper(FusedConv2D, withGatheredFusedConv2D),
  replacement(conv2DTrainingConfig),
  wrapper(Conv2DBackpropFilter, withSlicedFilterGradient),
  wrapper(Conv2DBackpropInput, withGatheredImageGradient),
  wrapper(BatchMatMul, withTiledMatMul),
  wrapper(_FusedMatMul, withTiledMatMul),
  wrapper(MaxPool, withPackedMaxPool),
  replacement(maxPoolGradConfig),
  replacement(avgPoolGradConfig),
  wrapper(Sum, withReduction(reduceColumns)),
  wrapper(Mean, withMean(reduceColumns)),
  replacement(reluBackpropConfig),
  replacement(batchNormTrainingConfig),
  replacement(batchNormTrainingBackpropConfig),
  replacement(seededDropoutConfig),
  replacement(adamWUpdateConfig),
  replacement(sgdUpdateConfig),
  ...volumeKernels,
  ...volumeGradientKernels,
];

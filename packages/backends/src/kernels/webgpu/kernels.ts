import { BatchMatMul, Cast, Conv2D, FusedConv2D, _FusedMatMul, Mean, Sum } from '@tensorflow/tfjs-core';
import { volumeGradientKernels, volumeKernels } from '../any-backend/kernels';
import { withMean, withReduction } from '../any-backend/sum';
import { replacement, wrapper, type TrainingKernel } from '../training-kernel';
import { batchNormTrainingBackpropConfig, batchNormTrainingConfig } from './batch-norm';
import { withFloatCast } from './cast';
import {
  conv2DBackpropFilterConfig,
  conv2DBackpropInputConfig,
  conv2DTrainingConfig,
  withTiledConv2D,
  withTiledFusedConv2D,
} from './convolution';
import { depthwiseBackpropFilterConfig } from './depthwise-convolution';
import { seededDropoutConfig } from './dropout';
import { withTiledMatMul } from './matmul';
import { adamWUpdateConfig, sgdUpdateConfig } from './optimizer-step';
import { avgPoolGradConfig, maxPoolGradConfig } from './pooling';
import { biasReluBackpropConfig, reluBackpropConfig } from './relu';
import { reduceAxes } from './sum';

/** The kernels of `installTrainingKernels('webgpu')`. */
export const webgpuKernels: readonly TrainingKernel[] = [
  wrapper(Conv2D, withTiledConv2D),
  wrapper(FusedConv2D, withTiledFusedConv2D),
  replacement(conv2DBackpropFilterConfig),
  replacement(conv2DBackpropInputConfig),
  replacement(depthwiseBackpropFilterConfig),
  wrapper(BatchMatMul, withTiledMatMul),
  wrapper(_FusedMatMul, withTiledMatMul),
  replacement(maxPoolGradConfig),
  replacement(avgPoolGradConfig),
  wrapper(Sum, withReduction(reduceAxes, ['float32', 'int32'])),
  wrapper(Mean, withMean(reduceAxes)),
  wrapper(Cast, withFloatCast),
  replacement(conv2DTrainingConfig),
  replacement(reluBackpropConfig),
  replacement(biasReluBackpropConfig),
  replacement(batchNormTrainingConfig),
  replacement(batchNormTrainingBackpropConfig),
  replacement(seededDropoutConfig),
  replacement(adamWUpdateConfig),
  replacement(sgdUpdateConfig),
  ...volumeKernels,
  ...volumeGradientKernels,
];

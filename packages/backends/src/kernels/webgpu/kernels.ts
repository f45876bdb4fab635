import { BatchMatMul, Cast, Conv2D, FusedConv2D, _FusedMatMul, Mean, Sum } from '@tensorflow/tfjs-core';
import { volumeGradientKernels, volumeKernels } from '../shared/kernels';
import { withMean, withReduction } from '../shared/sum';
import { around, ours, type TrainingKernel } from '../training-kernel';
import { batchNormTrainingBackpropConfig, batchNormTrainingConfig } from './batch-norm';
import { withRealFloats } from './cast';
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

/** What `installTrainingKernels('webgpu')` puts in place. */
export const webgpuKernels: readonly TrainingKernel[] = [
  around(Conv2D, withTiledConv2D),
  around(FusedConv2D, withTiledFusedConv2D),
  ours(conv2DBackpropFilterConfig),
  ours(conv2DBackpropInputConfig),
  ours(depthwiseBackpropFilterConfig),
  around(BatchMatMul, withTiledMatMul),
  around(_FusedMatMul, withTiledMatMul),
  ours(maxPoolGradConfig),
  ours(avgPoolGradConfig),
  around(Sum, withReduction(reduceAxes, ['float32', 'int32'])),
  around(Mean, withMean(reduceAxes)),
  around(Cast, withRealFloats),
  ours(conv2DTrainingConfig),
  ours(reluBackpropConfig),
  ours(biasReluBackpropConfig),
  ours(batchNormTrainingConfig),
  ours(batchNormTrainingBackpropConfig),
  ours(seededDropoutConfig),
  ours(adamWUpdateConfig),
  ours(sgdUpdateConfig),
  ...volumeKernels,
  ...volumeGradientKernels,
];

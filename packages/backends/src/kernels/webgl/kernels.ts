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
import { volumeGradientKernels, volumeKernels } from '../shared/kernels';
import { withMean, withReduction } from '../shared/sum';
import { around, ours, type TrainingKernel } from '../training-kernel';
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

/** What `installTrainingKernels('webgl')` puts in place. */
export const webglKernels: readonly TrainingKernel[] = [
  around(Conv2D, withGatheredConv2D),
  around(FusedConv2D, withGatheredFusedConv2D),
  ours(conv2DTrainingConfig),
  around(Conv2DBackpropFilter, withSlicedFilterGradient),
  around(Conv2DBackpropInput, withGatheredImageGradient),
  around(BatchMatMul, withTiledMatMul),
  around(_FusedMatMul, withTiledMatMul),
  around(MaxPool, withPackedMaxPool),
  ours(maxPoolGradConfig),
  ours(avgPoolGradConfig),
  around(Sum, withReduction(reduceColumns)),
  around(Mean, withMean(reduceColumns)),
  ours(reluBackpropConfig),
  ours(batchNormTrainingConfig),
  ours(batchNormTrainingBackpropConfig),
  ours(seededDropoutConfig),
  ours(adamWUpdateConfig),
  ours(sgdUpdateConfig),
  ...volumeKernels,
  ...volumeGradientKernels,
];

import {
  _FusedMatMul,
  BatchMatMul,
  Conv2D,
  Conv2DBackpropFilter,
  Conv2DBackpropInput,
  FusedConv2D,
  MaxPool,
  Mean,
  Sum,
} from '@tensorflow/tfjs-core';
import { withMean, withReduction } from '../axis-reduction';
import { around, ours, type TrainingKernel } from '../training-kernel';
import { volumeGradientKernels, volumeKernels } from '../volume-kernels';
import { batchNormTrainingBackpropConfig, batchNormTrainingConfig } from './batch-norm';
import {
  conv2DTrainingConfig,
  withGatheredConv2D,
  withGatheredFusedConv2D,
  withGatheredImageGradient,
  withSlicedFilterGradient,
} from './convolutions';
import { withTiledMatMul } from './matmul';
import { adamWUpdateConfig, sgdUpdateConfig } from './optimizer-updates';
import { avgPoolGradConfig, maxPoolGradConfig, withPackedMaxPool } from './pooling';
import { reduceColumns } from './reductions';
import { reluBackpropConfig } from './relu-backprop';
import { seededDropoutConfig } from './seeded-dropout';

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

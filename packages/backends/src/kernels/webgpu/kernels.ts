import { _FusedMatMul, BatchMatMul, Cast, Conv2D, FusedConv2D, Mean, Sum } from '@tensorflow/tfjs-core';
import { withMean, withReduction } from '../axis-reduction';
import { around, ours, type TrainingKernel } from '../training-kernel';
import { volumeGradientKernels, volumeKernels } from '../volume-kernels';
import { batchNormTrainingBackpropConfig } from './batch-norm-backprop';
import { batchNormTrainingConfig } from './batch-norm-training';
import { withRealFloats } from './cast';
import { reduceAxes } from './column-sums';
import {
  conv2DBackpropFilterConfig,
  conv2DBackpropInputConfig,
  conv2DTrainingConfig,
  withTiledConv2D,
  withTiledFusedConv2D,
} from './convolutions';
import { depthwiseBackpropFilterConfig } from './depthwise-filter-gradient';
import { withTiledMatMul } from './matmul';
import { adamWUpdateConfig, sgdUpdateConfig } from './optimizer-updates';
import { avgPoolGradConfig, maxPoolGradConfig } from './pool-gradients';
import { biasReluBackpropConfig, reluBackpropConfig } from './relu-backprop';
import { seededDropoutConfig } from './seeded-dropout';

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

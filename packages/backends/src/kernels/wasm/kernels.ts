import {
  _FusedMatMul,
  Add,
  BatchMatMul,
  Cast,
  FusedConv2D,
  Identity,
  Mean,
  Relu,
  Sum,
  Tile,
} from '@tensorflow/tfjs-core';
import { withMean, withSum } from '../axis-reduction';
import { around, ours, type TrainingKernel } from '../training-kernel';
import { withThreadedBias } from './add-bias';
import { batchNormTrainingBackpropConfig, batchNormTrainingConfig } from './batch-norm-training';
import { reduceColumns } from './column-sums';
import { conv2DConfig } from './conv2d';
import { conv2DBackpropFilterConfig } from './conv2d-backprop-filter';
import { conv2DBackpropInputConfig } from './conv2d-backprop-input';
import { conv2DTrainingConfig } from './conv2d-training';
import {
  depthwiseBackpropFilterConfig,
  depthwiseBackpropInputConfig,
  depthwiseConfig,
} from './depthwise-convolution';
import { withFastFusedConv2D } from './fused-conv2d';
import { withSharedCast, withSharedIdentity } from './identity';
import { withFastMatMul } from './matmul';
import { adamWUpdateConfig, sgdUpdateConfig } from './optimizer-updates';
import { avgPoolGradConfig, maxPoolGradConfig } from './pool-gradients';
import { withThreadedRelu } from './relu';
import { reluBackpropConfig } from './relu-backprop';
import { seededDropoutConfig } from './seeded-dropout';
import { withFastChannelTile } from './tile-channels';

/** What `installTrainingKernels('wasm')` puts in place. */
export const wasmKernels: readonly TrainingKernel[] = [
  ours(conv2DConfig),
  around(FusedConv2D, withFastFusedConv2D),
  ours(conv2DBackpropFilterConfig),
  ours(conv2DBackpropInputConfig),
  ours(depthwiseConfig),
  ours(depthwiseBackpropFilterConfig),
  ours(depthwiseBackpropInputConfig),
  around(BatchMatMul, withFastMatMul),
  around(_FusedMatMul, withFastMatMul),
  ours(maxPoolGradConfig),
  ours(avgPoolGradConfig),
  around(Add, withThreadedBias),
  around(Relu, withThreadedRelu),
  around(Sum, withSum(reduceColumns)),
  around(Mean, withMean(reduceColumns)),
  around(Identity, withSharedIdentity),
  around(Cast, withSharedCast),
  around(Tile, withFastChannelTile),
  ours(conv2DTrainingConfig),
  ours(reluBackpropConfig),
  ours(batchNormTrainingConfig),
  ours(batchNormTrainingBackpropConfig),
  ours(seededDropoutConfig),
  ours(adamWUpdateConfig),
  ours(sgdUpdateConfig),
];

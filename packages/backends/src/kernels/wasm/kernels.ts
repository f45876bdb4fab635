import {
  _FusedMatMul,
  Add,
  BatchMatMul,
  Cast,
  Cumprod,
  Cumsum,
  FusedConv2D,
  GatherV2,
  Identity,
  Maximum,
  Mean,
  Prod,
  Relu,
  Sum,
  Tile,
} from '@tensorflow/tfjs-core';
import { withMean, withReduction } from '../axis-reduction';
import { around, ours, type TrainingKernel } from '../training-kernel';
import { volumeKernels } from '../volume-kernels';
import { withThreadedBias } from './add-bias';
import { withBatchGather } from './batch-gather';
import { batchNormTrainingBackpropConfig, batchNormTrainingConfig } from './batch-norm-training';
import { withExactCast } from './cast';
import { reduceAxes } from './column-sums';
import { conv2DConfig } from './conv2d';
import { conv2DBackpropFilterConfig } from './conv2d-backprop-filter';
import { conv2DBackpropInputConfig } from './conv2d-backprop-input';
import { conv2DTrainingConfig } from './conv2d-training';
import { conv3DBackpropFilterConfig, conv3DBackpropInputConfig } from './conv3d-gradients';
import {
  depthwiseBackpropFilterConfig,
  depthwiseBackpropInputConfig,
  depthwiseConfig,
} from './depthwise-convolution';
import { withFastFusedConv2D } from './fused-conv2d';
import { withSharedIdentity } from './identity';
import { withFastMatMul } from './matmul';
import { maximumBackpropConfig, withFastMaximum } from './maximum';
import { adamWUpdateConfig, sgdUpdateConfig } from './optimizer-updates';
import { avgPoolGradConfig, maxPoolGradConfig } from './pool-gradients';
import { withThreadedRelu } from './relu';
import { reluBackpropConfig } from './relu-backprop';
import { multiplyAxes, withExactCumprod, withExactCumsum } from './running';
import { unsortedSegmentSumConfig } from './segment-sum';
import { seededDropoutConfig } from './seeded-dropout';
import { smoothActivationBackpropConfig, smoothActivationConfig } from './smooth-activations';
import { spreadMiddleConfig } from './spread';
import { withFastChannelTile } from './tile-channels';

/** What `installTrainingKernels('wasm')` puts in place. */
export const wasmKernels: readonly TrainingKernel[] = [
  ours(conv2DConfig),
  around(FusedConv2D, withFastFusedConv2D),
  ours(conv2DBackpropFilterConfig),
  ours(conv2DBackpropInputConfig),
  ours(conv3DBackpropInputConfig),
  ours(conv3DBackpropFilterConfig),
  ...volumeKernels,
  ours(depthwiseConfig),
  ours(depthwiseBackpropFilterConfig),
  ours(depthwiseBackpropInputConfig),
  around(BatchMatMul, withFastMatMul),
  around(_FusedMatMul, withFastMatMul),
  ours(maxPoolGradConfig),
  ours(avgPoolGradConfig),
  around(Add, withThreadedBias),
  around(Relu, withThreadedRelu),
  around(Sum, withReduction(reduceAxes)),
  around(Mean, withMean(reduceAxes)),
  ours(spreadMiddleConfig),
  around(Cumsum, withExactCumsum),
  around(Cumprod, withExactCumprod),
  around(Prod, withReduction(multiplyAxes)),
  around(Identity, withSharedIdentity),
  around(Cast, withExactCast),
  around(Tile, withFastChannelTile),
  ours(conv2DTrainingConfig),
  ours(reluBackpropConfig),
  around(Maximum, withFastMaximum),
  ours(maximumBackpropConfig),
  ours(smoothActivationConfig),
  ours(smoothActivationBackpropConfig),
  ours(batchNormTrainingConfig),
  ours(batchNormTrainingBackpropConfig),
  around(GatherV2, withBatchGather),
  ours(unsortedSegmentSumConfig),
  ours(seededDropoutConfig),
  ours(adamWUpdateConfig),
  ours(sgdUpdateConfig),
];

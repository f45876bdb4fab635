import {
  Add,
  BatchMatMul,
  Cast,
  Cumprod,
  Cumsum,
  FusedConv2D,
  _FusedMatMul,
  GatherV2,
  Identity,
  Maximum,
  Mean,
  Prod,
  Relu,
  Sum,
  Tile,
} from '@tensorflow/tfjs-core';
import { volumeKernels } from '../shared/kernels';
import { withMean, withReduction } from '../shared/sum';
import { around, ours, type TrainingKernel } from '../training-kernel';
import { withThreadedBias } from './add';
import { batchNormTrainingBackpropConfig, batchNormTrainingConfig } from './batch-norm';
import { withExactCast } from './cast';
import {
  conv2DBackpropFilterConfig,
  conv2DBackpropInputConfig,
  conv2DConfig,
  conv2DTrainingConfig,
  withFastFusedConv2D,
} from './convolution';
import { multiplyAxes, withExactCumprod, withExactCumsum } from './cumulative';
import {
  depthwiseBackpropFilterConfig,
  depthwiseBackpropInputConfig,
  depthwiseConfig,
} from './depthwise-convolution';
import { seededDropoutConfig } from './dropout';
import { unsortedSegmentSumConfig, withBatchGather } from './gather';
import { withSharedIdentity } from './identity';
import { withFastMatMul } from './matmul';
import { maximumBackpropConfig, withFastMaximum } from './maximum';
import { adamWUpdateConfig, sgdUpdateConfig } from './optimizer-step';
import { avgPoolGradConfig, maxPoolGradConfig } from './pooling';
import { reluBackpropConfig, withThreadedRelu } from './relu';
import { smoothActivationBackpropConfig, smoothActivationConfig } from './smooth-activations';
import { reduceAxes, spreadMiddleConfig } from './sum';
import { withFastChannelTile } from './tile';
import { conv3DBackpropFilterConfig, conv3DBackpropInputConfig } from './volume-convolution';

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

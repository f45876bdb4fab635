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
import { volumeKernels } from '../any-backend/kernels';
import { withMean, withReduction } from '../any-backend/sum';
import { replacement, wrapper, type TrainingKernel } from '../training-kernel';
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

/** The kernels of `installTrainingKernels('wasm')`. */
export const wasmKernels: readonly TrainingKernel[] = [
  replacement(conv2DConfig),
  wrapper(FusedConv2D, withFastFusedConv2D),
  replacement(conv2DBackpropFilterConfig),
  replacement(conv2DBackpropInputConfig),
  replacement(conv3DBackpropInputConfig),
  replacement(conv3DBackpropFilterConfig),
  ...volumeKernels,
  replacement(depthwiseConfig),
  replacement(depthwiseBackpropFilterConfig),
  replacement(depthwiseBackpropInputConfig),
  wrapper(BatchMatMul, withFastMatMul),
  wrapper(_FusedMatMul, withFastMatMul),
  replacement(maxPoolGradConfig),
  replacement(avgPoolGradConfig),
  wrapper(Add, withThreadedBias),
  wrapper(Relu, withThreadedRelu),
  wrapper(Sum, withReduction(reduceAxes)),
  wrapper(Mean, withMean(reduceAxes)),
  replacement(spreadMiddleConfig),
  wrapper(Cumsum, withExactCumsum),
  wrapper(Cumprod, withExactCumprod),
  wrapper(Prod, withReduction(multiplyAxes)),
  wrapper(Identity, withSharedIdentity),
  wrapper(Cast, withExactCast),
  wrapper(Tile, withFastChannelTile),
  replacement(conv2DTrainingConfig),
  replacement(reluBackpropConfig),
  wrapper(Maximum, withFastMaximum),
  replacement(maximumBackpropConfig),
  replacement(smoothActivationConfig),
  replacement(smoothActivationBackpropConfig),
  replacement(batchNormTrainingConfig),
  replacement(batchNormTrainingBackpropConfig),
  wrapper(GatherV2, withBatchGather),
  replacement(unsortedSegmentSumConfig),
  replacement(seededDropoutConfig),
  replacement(adamWUpdateConfig),
  replacement(sgdUpdateConfig),
];

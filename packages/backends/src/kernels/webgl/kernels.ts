import { Conv2D, FusedConv2D, type KernelConfig } from '@tensorflow/tfjs-core';
import type { TrainingKernel } from '../training-kernel';
import {
  conv2DBackpropFilterConfig,
  conv2DBackpropInputConfig,
  conv2DTrainingConfig,
  withGatheredConv2D,
  withGatheredFusedConv2D,
} from './convolutions';

/** A kernel that needs no stock one. */
function ours(config: KernelConfig): TrainingKernel {
  return { name: config.kernelName, replace: () => config };
}

/** A kernel of ours that falls back on the stock one, so there must be one. */
function around(name: string, wrap: (stock: KernelConfig) => KernelConfig): TrainingKernel {
  return { name, replace: (stock) => stock && wrap(stock) };
}

/** What `installTrainingKernels('webgl')` puts in place. */
export const webglKernels: readonly TrainingKernel[] = [
  around(Conv2D, withGatheredConv2D),
  around(FusedConv2D, withGatheredFusedConv2D),
  ours(conv2DTrainingConfig),
  ours(conv2DBackpropFilterConfig),
  ours(conv2DBackpropInputConfig),
];

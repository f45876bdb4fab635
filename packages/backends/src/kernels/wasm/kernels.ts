import {
  Conv2D,
  Conv2DBackpropFilter,
  Conv2DBackpropInput,
  FusedConv2D,
  Tile,
  type KernelConfig,
} from '@tensorflow/tfjs-core';
import type { TrainingKernel } from '../training-kernel';
import { conv2DBackpropFilterConfig } from './conv2d-backprop-filter';
import { conv2DBackpropInputConfig } from './conv2d-backprop-input';
import { withSamePaddingMended } from './conv2d-same-padding';
import { withFastChannelTile } from './tile-channels';

/** A kernel of ours that falls back on the stock one, so there must be one. */
function around(wrap: (stock: KernelConfig) => KernelConfig): TrainingKernel['replace'] {
  return (stock) => stock && wrap(stock);
}

/** What `installTrainingKernels('wasm')` puts in place. */
export const wasmKernels: readonly TrainingKernel[] = [
  { name: Conv2DBackpropFilter, replace: () => conv2DBackpropFilterConfig },
  { name: Conv2DBackpropInput, replace: () => conv2DBackpropInputConfig },
  { name: Conv2D, replace: around(withSamePaddingMended) },
  { name: FusedConv2D, replace: around(withSamePaddingMended) },
  { name: Tile, replace: around(withFastChannelTile) },
];

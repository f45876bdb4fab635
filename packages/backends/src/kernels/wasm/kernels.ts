import {
  Conv2D,
  Conv2DBackpropFilter,
  Conv2DBackpropInput,
  FusedConv2D,
  type KernelConfig,
} from '@tensorflow/tfjs-core';
import type { TrainingKernel } from '../training-kernel';
import { conv2DBackpropFilterConfig } from './conv2d-backprop-filter';
import { conv2DBackpropInputConfig } from './conv2d-backprop-input';
import { withSamePaddingMended } from './conv2d-same-padding';

const mend = (stock: KernelConfig | undefined) => (stock ? withSamePaddingMended(stock) : undefined);

/** What `installTrainingKernels('wasm')` puts in place. */
export const wasmKernels: readonly TrainingKernel[] = [
  { name: Conv2DBackpropFilter, replace: () => conv2DBackpropFilterConfig },
  { name: Conv2DBackpropInput, replace: () => conv2DBackpropInputConfig },
  { name: Conv2D, replace: mend },
  { name: FusedConv2D, replace: mend },
];

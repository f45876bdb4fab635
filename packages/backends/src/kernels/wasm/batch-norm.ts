import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { util, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs-core';
import { pointerOf, withBlock } from '../../wasm/backend-memory';
import type { KernelExports } from '../../wasm/kernel-exports';
import { runtimeOf } from '../../wasm/runtime';
import { BatchNormTraining, BatchNormTrainingBackprop } from '../added-kernels';

interface BatchNormAttributes {
  epsilon: number;
  /** Only in the forward pass. */
  momentum: number;
}

/** Batch normalization with the moments of the batch, in two passes over the data; stock kernels make about ten. */
export const batchNormTrainingConfig: KernelConfig = {
  kernelName: BatchNormTraining,
  backendName: 'wasm',
  kernelFunc(call) {
    const { x, scale, offset, movingMean, movingVariance } = call.inputs as Record<string, TensorInfo>;
    const { epsilon, momentum } = call.attrs as unknown as BatchNormAttributes;
    const backend = call.backend as BackendWasm;
    const { rows, channels } = sizesOf(x);
    const y = backend.makeOutput(x.shape, 'float32');
    const mean = backend.makeOutput([channels], 'float32');
    const variance = backend.makeOutput([channels], 'float32');
    const pointer = (tensor: TensorInfo) => pointerOf(backend, tensor);
    withScratch(backend, channels, (kernels, scratch) =>
      kernels.batchNormForward(
        pointer(x),
        pointer(y),
        rows,
        channels,
        pointer(scale),
        pointer(offset),
        epsilon,
        pointer(mean),
        pointer(variance),
        scratch,
      ),
    );
    return [
      y,
      mean,
      variance,
      movedTowards(backend, movingMean, mean, momentum),
      movedTowards(backend, movingVariance, variance, momentum),
    ];
  },
};

/**
 * Gradients of batch normalization, including those through the moments, in two passes; stock kernels make about
 * twenty.
 */
export const batchNormTrainingBackpropConfig: KernelConfig = {
  kernelName: BatchNormTrainingBackprop,
  backendName: 'wasm',
  kernelFunc(call) {
    const { x, dy, scale, mean, variance } = call.inputs as Record<string, TensorInfo>;
    const { epsilon } = call.attrs as unknown as BatchNormAttributes;
    const backend = call.backend as BackendWasm;
    const { rows, channels } = sizesOf(x);
    const dx = backend.makeOutput(x.shape, 'float32');
    const dScale = backend.makeOutput([channels], 'float32');
    const dOffset = backend.makeOutput([channels], 'float32');
    const pointer = (tensor: TensorInfo) => pointerOf(backend, tensor);
    withScratch(backend, channels, (kernels, scratch) =>
      kernels.batchNormBackward(
        pointer(x),
        pointer(dy),
        pointer(dx),
        rows,
        channels,
        pointer(scale),
        pointer(mean),
        pointer(variance),
        epsilon,
        pointer(dScale),
        pointer(dOffset),
        scratch,
      ),
    );
    return [dx, dScale, dOffset];
  },
};

/** Returns `average − (1 − momentum) · (average − value)`. Computed in JavaScript: there is only one number per channel. */
function movedTowards(
  backend: BackendWasm,
  average: TensorInfo,
  value: TensorInfo,
  momentum: number,
): TensorInfo {
  const next = backend.makeOutput(average.shape, 'float32');
  const target = backend.typedArrayFromHeap(next);
  const [before, now] = [average, value].map((tensor) => backend.typedArrayFromHeap(tensor));
  for (let c = 0; c < target.length; c++) target[c] = before[c] - (1 - momentum) * (before[c] - now[c]);
  return next;
}

function sizesOf({ shape }: TensorInfo): { rows: number; channels: number } {
  return { rows: util.sizeFromShape(shape.slice(0, -1)), channels: shape[shape.length - 1] };
}

function withScratch(
  backend: BackendWasm,
  channels: number,
  work: (kernels: KernelExports, scratch: number) => void,
): void {
  runtimeOf(backend).run((kernels) =>
    withBlock(backend, 4 * channels * kernels.BATCH_NORM_SCRATCH.value, (scratch) => work(kernels, scratch)),
  );
}

import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { UnsortedSegmentSum, util, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs-core';

/** Sums of the slices that share a segment, which stock wasm lacks: the gradient of `gather`, and so of embeddings. */
export const unsortedSegmentSumConfig: KernelConfig = {
  kernelName: UnsortedSegmentSum,
  backendName: 'wasm',
  kernelFunc(call) {
    const { x, segmentIds } = call.inputs as Record<string, TensorInfo>;
    const { numSegments } = call.attrs as unknown as { numSegments: number };
    const backend = call.backend as BackendWasm;
    const slice = x.shape.slice(1);
    const size = util.sizeFromShape(slice);
    const result = backend.makeOutput([numSegments, ...slice], x.dtype);
    const [target, values, ids] = [result, x, segmentIds].map((tensor) => backend.typedArrayFromHeap(tensor));
    const sums = new Float64Array(numSegments * size);
    for (let i = 0; i < ids.length; i++) {
      const segment = ids[i];
      if (segment < 0 || segment >= numSegments) continue;
      for (let k = 0; k < size; k++) sums[segment * size + k] += values[i * size + k];
    }
    target.set(sums);
    return result;
  },
};

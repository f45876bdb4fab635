import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import {
  backend_util,
  UnsortedSegmentSum,
  util,
  type KernelConfig,
  type TensorInfo,
} from '@tensorflow/tfjs-core';

/**
 * Gather with batch dimensions; other calls use the stock kernel. Stock confuses the number of batches with the number of
 * indices per batch, and picks wrong slices where they differ.
 */
export function withBatchGather(stock: KernelConfig): KernelConfig {
  return {
    ...stock,
    kernelFunc(call) {
      const { x, indices } = call.inputs as Record<string, TensorInfo>;
      const { axis, batchDims } = call.attrs as unknown as { axis: number; batchDims: number };
      if (!batchDims || x.dtype === 'string' || x.dtype === 'complex64') return stock.kernelFunc(call);
      const backend = call.backend as BackendWasm;
      const [place] = util.parseAxisParam(axis, x.shape);
      const { batchSize, outerSize, dimSize, sliceSize, outputShape } =
        backend_util.segment_util.collectGatherOpShapeInfo(x, indices, place, batchDims);
      const result = backend.makeOutput(outputShape, x.dtype);
      const [target, source, picks] = [result, x, indices].map((one) => backend.typedArrayFromHeap(one));
      const picksOfBatch = picks.length / Math.max(1, batchSize);
      let at = 0;
      for (let group = 0; group < batchSize * outerSize; group++) {
        const first = Math.floor(group / outerSize) * picksOfBatch;
        for (let i = first; i < first + picksOfBatch; i++) {
          if (picks[i] < 0 || picks[i] >= dimSize) {
            throw new Error(`GatherV2: the index value ${picks[i]} is not in [0, ${dimSize - 1}]`);
          }
          const start = (group * dimSize + picks[i]) * sliceSize;
          target.set(source.subarray(start, start + sliceSize), at);
          at += sliceSize;
        }
      }
      return result;
    },
  };
}

/** Sums of slices by segment, the gradient of `gather` and so of embeddings; stock wasm has none. */
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

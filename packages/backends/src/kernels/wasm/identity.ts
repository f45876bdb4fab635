import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';

/**
 * Identity that shares the values; stock wasm copies them. tfjs clones each tensor that a gradient needs later, so sharing
 * halves the memory of a training step. Tensors are immutable, and the values are freed with the last tensor.
 */
export function withSharedIdentity(stock: KernelConfig): KernelConfig {
  return {
    ...stock,
    kernelFunc(call) {
      const x = call.inputs.x as TensorInfo;
      if (x.dtype === 'string') return stock.kernelFunc(call);
      return shared(call.backend as BackendWasm, x);
    },
  };
}

/** Returns a tensor that shares the values of another. */
export function shared(backend: BackendWasm, { dataId, shape, dtype }: TensorInfo): TensorInfo {
  backend.incRef(dataId);
  return { dataId, shape, dtype };
}

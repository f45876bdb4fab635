import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';

/**
 * A tensor over the same values, where stock wasm copies them. tfjs clones each tensor that a gradient needs later, so
 * this halves the memory a training step takes. Tensors are never written to, and values are freed with the last of them.
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

/** A tensor over the same values. */
export function shared(backend: BackendWasm, { dataId, shape, dtype }: TensorInfo): TensorInfo {
  backend.incRef(dataId);
  return { dataId, shape, dtype };
}

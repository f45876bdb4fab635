import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';
import { shared } from './identity';

/**
 * Cast that shares the values where the type is the same, and makes every nonzero number true. Stock copies numbers into
 * bytes, so that 0.5 and 256 become false and −3 becomes 253.
 */
export function withExactCast(stock: KernelConfig): KernelConfig {
  return {
    ...stock,
    kernelFunc(call) {
      const x = call.inputs.x as TensorInfo;
      const { dtype } = call.attrs as unknown as { dtype: string };
      const backend = call.backend as BackendWasm;
      if (x.dtype === dtype && dtype !== 'string') return shared(backend, x);
      if (dtype !== 'bool' || (x.dtype !== 'float32' && x.dtype !== 'int32')) return stock.kernelFunc(call);
      const truths = backend.makeOutput(x.shape, 'bool');
      const [target, values] = [truths, x].map((tensor) => backend.typedArrayFromHeap(tensor));
      for (let i = 0; i < values.length; i++) target[i] = values[i] === 0 ? 0 : 1;
      return truths;
    },
  };
}

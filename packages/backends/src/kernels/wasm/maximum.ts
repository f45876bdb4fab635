import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { util, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs-core';
import { pointerOf } from '../../wasm/backend-memory';
import { runtimeOf } from '../../wasm/runtime';
import { MaximumBackprop } from '../added-kernels';

/**
 * Elementwise maximum of two tensors of equal shape on all threads, as in maxout. Stock compares element by element, ten
 * times slower than reading the data takes. NaN stays NaN, as with ReLU.
 */
export function withFastMaximum(stock: KernelConfig): KernelConfig {
  return {
    ...stock,
    kernelFunc(call) {
      const { a, b } = call.inputs as { a: TensorInfo; b: TensorInfo };
      const alike = util.arraysEqual(a.shape, b.shape) && a.dtype === 'float32' && b.dtype === 'float32';
      if (!alike) return stock.kernelFunc(call);
      const backend = call.backend as BackendWasm;
      const y = backend.makeOutput(a.shape, 'float32');
      const pointer = (tensor: TensorInfo) => pointerOf(backend, tensor);
      runtimeOf(backend).run((kernels) =>
        kernels.maximum(pointer(a), pointer(b), pointer(y), util.sizeFromShape(a.shape)),
      );
      return y;
    },
  };
}

/** Both gradients of the maximum in one pass; stock makes six. */
export const maximumBackpropConfig: KernelConfig = {
  kernelName: MaximumBackprop,
  backendName: 'wasm',
  kernelFunc(call) {
    const { a, b, dy } = call.inputs as Record<string, TensorInfo>;
    const backend = call.backend as BackendWasm;
    const da = backend.makeOutput(a.shape, 'float32');
    const db = backend.makeOutput(a.shape, 'float32');
    const [first, second, error, byFirst, bySecond] = [a, b, dy, da, db].map((tensor) =>
      pointerOf(backend, tensor),
    );
    runtimeOf(backend).run((kernels) =>
      kernels.maximumBackward(first, second, error, byFirst, bySecond, util.sizeFromShape(a.shape)),
    );
    return [da, db];
  },
};

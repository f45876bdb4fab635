import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { util, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs-core';
import { pointerOf } from '../../wasm/backend-memory';
import { runtimeOf } from '../../wasm/runtime';

/** Addition of a bias, one row added to every row, on all threads; other additions use the stock kernel. */
export function withThreadedBias(stock: KernelConfig): KernelConfig {
  return {
    ...stock,
    kernelFunc(call) {
      const { a, b } = call.inputs as { a: TensorInfo; b: TensorInfo };
      const columns = a.shape[a.shape.length - 1];
      const isBias = a.shape.length > 1 && b.shape.length === 1 && b.shape[0] === columns;
      const size = util.sizeFromShape(a.shape);
      if (!isBias || size === 0 || a.dtype !== 'float32' || b.dtype !== 'float32') {
        return stock.kernelFunc(call);
      }
      const backend = call.backend as BackendWasm;
      const sum = backend.makeOutput(a.shape, 'float32');
      const [x, row, y] = [a, b, sum].map((tensor) => pointerOf(backend, tensor));
      runtimeOf(backend).run((kernels) => kernels.addRow(x, row, y, size / columns, columns));
      return sum;
    },
  };
}

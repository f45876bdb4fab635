import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { util, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs-core';
import { pointerOf } from '../../wasm/backend-memory';
import { runtimeOf } from '../../wasm/runtime';

/** ReLU on all threads. NaN stays NaN, so that a training that has gone wrong shows it; stock wasm makes it 0. */
export function withThreadedRelu(stock: KernelConfig): KernelConfig {
  return {
    ...stock,
    kernelFunc(call) {
      const x = call.inputs.x as TensorInfo;
      if (x.dtype !== 'float32') return stock.kernelFunc(call);
      const backend = call.backend as BackendWasm;
      const y = backend.makeOutput(x.shape, 'float32');
      runtimeOf(backend).run((kernels) =>
        kernels.relu(pointerOf(backend, x), pointerOf(backend, y), util.sizeFromShape(x.shape)),
      );
      return y;
    },
  };
}

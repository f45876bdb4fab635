import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { util, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs-core';
import { pointerOf } from '../../wasm/backend-memory';
import { runtimeOf } from '../../wasm/runtime';
import { ReluBackprop } from '../added-kernels';

/** ReLU on all threads. NaN stays NaN, so that a diverged training is visible; stock wasm returns 0. */
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

/** Gradient of ReLU and ReLU6 in one pass. */
export const reluBackpropConfig: KernelConfig = {
  kernelName: ReluBackprop,
  backendName: 'wasm',
  kernelFunc(call) {
    const { x, dy } = call.inputs as { x: TensorInfo; dy: TensorInfo };
    const { ceiling } = call.attrs as unknown as { ceiling: number };
    const backend = call.backend as BackendWasm;
    const dx = backend.makeOutput(x.shape, 'float32');
    const pointer = (tensor: TensorInfo) => pointerOf(backend, tensor);
    runtimeOf(backend).run((kernels) =>
      kernels.reluBackward(pointer(x), pointer(dy), pointer(dx), util.sizeFromShape(x.shape), ceiling),
    );
    return dx;
  },
};

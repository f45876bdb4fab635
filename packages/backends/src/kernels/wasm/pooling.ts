import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { AvgPoolGrad, MaxPoolGrad, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs-core';
import { pointerOf } from '../../wasm/backend-memory';
import { runtimeOf } from '../../wasm/runtime';
import { poolGeometry, type PoolAttributes } from '../shared/pooling';
import { setWindows } from './set-windows';

/** The gradient of max pooling: each error to the first largest pixel of its window. Stock searches once a pixel. */
export const maxPoolGradConfig: KernelConfig = {
  kernelName: MaxPoolGrad,
  backendName: 'wasm',
  kernelFunc(call) {
    const { dy, input, output } = call.inputs as { dy: TensorInfo; input: TensorInfo; output: TensorInfo };
    const backend = call.backend as BackendWasm;
    const geometry = poolGeometry(input.shape, call.attrs as unknown as PoolAttributes);
    const dx = backend.makeOutput(input.shape, 'float32');
    const pointer = (tensor: TensorInfo) => pointerOf(backend, tensor);
    runtimeOf(backend).run((kernels) => {
      setWindows(kernels, geometry);
      kernels.maxPoolBackward(pointer(input), pointer(output), pointer(dy), pointer(dx));
    });
    return dx;
  },
};

/**
 * The gradient of average pooling. Padding counts in no mean, so an error is shared by the pixels of its window that
 * exist. Stock divides by the whole window, which is not the gradient of what it computes at padded borders.
 */
export const avgPoolGradConfig: KernelConfig = {
  kernelName: AvgPoolGrad,
  backendName: 'wasm',
  kernelFunc(call) {
    const { dy, input } = call.inputs as { dy: TensorInfo; input: TensorInfo };
    const backend = call.backend as BackendWasm;
    const geometry = poolGeometry(input.shape, call.attrs as unknown as PoolAttributes);
    const dx = backend.makeOutput(input.shape, 'float32');
    runtimeOf(backend).run((kernels) => {
      setWindows(kernels, geometry);
      kernels.averagePoolBackward(pointerOf(backend, dy), pointerOf(backend, dx));
    });
    return dx;
  },
};

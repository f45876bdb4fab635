import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { AvgPoolGrad, MaxPoolGrad, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs-core';
import { pointerOf } from '../../wasm/backend-memory';
import { runtimeOf } from '../../wasm/runtime';
import { poolGeometry, type PoolAttributes } from '../any-backend/pooling';
import { setWindows } from './set-windows';

/**
 * Gradient of max pooling: each output gradient goes to the first maximum of its window. Stock searches once per input
 * pixel.
 */
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
 * Gradient of average pooling: an output gradient is divided by the number of image pixels in its window, because means
 * exclude the padding. Stock divides by the full window size, which is wrong at padded borders.
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

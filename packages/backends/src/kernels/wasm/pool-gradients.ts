import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import {
  AvgPoolGrad,
  MaxPoolGrad,
  type backend_util,
  type KernelConfig,
  type TensorInfo,
} from '@tensorflow/tfjs-core';
import { pointerOf } from '../../wasm/backend-memory';
import type { KernelExports } from '../../wasm/kernel-exports';
import { runtimeOf } from '../../wasm/runtime';
import { poolGeometry, type PoolAttributes } from '../pool-geometry';

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
      setPool(kernels, geometry);
      kernels.maxPoolBackward(pointer(input), pointer(output), pointer(dy), pointer(dx), geometry.batchSize);
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
      setPool(kernels, geometry);
      kernels.averagePoolBackward(pointerOf(backend, dy), pointerOf(backend, dx), geometry.batchSize);
    });
    return dx;
  },
};

function setPool(kernels: KernelExports, geometry: backend_util.Conv2DInfo): void {
  kernels.setPool(
    geometry.inHeight,
    geometry.inWidth,
    geometry.inChannels,
    geometry.outHeight,
    geometry.outWidth,
    geometry.filterHeight,
    geometry.filterWidth,
    geometry.strideHeight,
    geometry.strideWidth,
    geometry.dilationHeight,
    geometry.dilationWidth,
    geometry.padInfo.top,
    geometry.padInfo.left,
  );
}

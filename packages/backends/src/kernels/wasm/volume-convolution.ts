import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import {
  backend_util,
  Conv3DBackpropFilterV2,
  Conv3DBackpropInputV2,
  util,
  type KernelConfig,
  type TensorInfo,
} from '@tensorflow/tfjs-core';
import { pointerOf, withBlock } from '../../wasm/backend-memory';
import type { KernelExports } from '../../wasm/kernel-exports';
import { runtimeOf } from '../../wasm/runtime';

type Shape5D = [number, number, number, number, number];

interface VolumeAttributes {
  strides: [number, number, number] | number;
  pad: 'valid' | 'same';
  inputShape: Shape5D;
  filterShape: Shape5D;
}

/** Gradient of a 3-D convolution by its input; stock wasm supports only strides of 1. */
export const conv3DBackpropInputConfig: KernelConfig = {
  kernelName: Conv3DBackpropInputV2,
  backendName: 'wasm',
  kernelFunc(call) {
    const { dy, filter } = call.inputs as { dy: TensorInfo; filter: TensorInfo };
    const { strides, pad, inputShape } = call.attrs as unknown as VolumeAttributes;
    const backend = call.backend as BackendWasm;
    const sizes = backend_util.computeConv3DInfo(inputShape, filter.shape as Shape5D, strides, 1, pad);
    const dx = backend.makeOutput(inputShape, 'float32');
    const [errors, weights, target] = [dy, filter, dx].map((tensor) => pointerOf(backend, tensor));
    runtimeOf(backend).run((kernels) => {
      setVolumes(kernels, sizes);
      kernels.volumeBackwardInput(errors, weights, target, sizes.batchSize);
    });
    return dx;
  },
};

/** Gradient of a 3-D convolution by its filter; stock wasm supports only strides of 1. */
export const conv3DBackpropFilterConfig: KernelConfig = {
  kernelName: Conv3DBackpropFilterV2,
  backendName: 'wasm',
  kernelFunc(call) {
    const { x, dy } = call.inputs as { x: TensorInfo; dy: TensorInfo };
    const { strides, pad, filterShape } = call.attrs as unknown as VolumeAttributes;
    const backend = call.backend as BackendWasm;
    const sizes = backend_util.computeConv3DInfo(x.shape as Shape5D, filterShape, strides, 1, pad);
    const dFilter = backend.makeOutput(filterShape, 'float32');
    const [image, errors, target] = [x, dy, dFilter].map((tensor) => pointerOf(backend, tensor));
    runtimeOf(backend).run((kernels) =>
      withBlock(backend, 8 * util.sizeFromShape(filterShape), (scratch) => {
        setVolumes(kernels, sizes);
        kernels.volumeBackwardFilter(image, errors, target, sizes.batchSize, scratch);
      }),
    );
    return dFilter;
  },
};

function setVolumes(kernels: KernelExports, sizes: backend_util.Conv3DInfo): void {
  kernels.setVolumes(
    sizes.inChannels,
    sizes.outChannels,
    sizes.inDepth,
    sizes.inHeight,
    sizes.inWidth,
    sizes.outDepth,
    sizes.outHeight,
    sizes.outWidth,
    sizes.filterDepth,
    sizes.filterHeight,
    sizes.filterWidth,
    sizes.strideDepth,
    sizes.strideHeight,
    sizes.strideWidth,
    // tfjs-core computes negative padding where windows end before the volume does; it would shift the windows.
    Math.max(0, sizes.padInfo.front),
    Math.max(0, sizes.padInfo.top),
    Math.max(0, sizes.padInfo.left),
  );
}

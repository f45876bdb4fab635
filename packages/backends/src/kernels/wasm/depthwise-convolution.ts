import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import {
  backend_util,
  DepthwiseConv2dNative,
  DepthwiseConv2dNativeBackpropFilter,
  DepthwiseConv2dNativeBackpropInput,
  type KernelConfig,
  type TensorInfo,
} from '@tensorflow/tfjs-core';
import { allocate, pointerOf } from '../../wasm/backend-memory';
import type { KernelExports } from '../../wasm/kernel-exports';
import { runtimeOf } from '../../wasm/runtime';

interface DepthwiseAttributes {
  strides: [number, number] | number;
  /** tfjs-layers passes null for none. */
  dilations: [number, number] | number | null;
  pad: 'valid' | 'same' | number | backend_util.ExplicitPadding;
  dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

function depthwiseGeometry(
  inputShape: number[],
  filterShape: number[],
  { strides, dilations, pad, dimRoundingMode }: DepthwiseAttributes,
): backend_util.Conv2DInfo {
  const depthwise = true;
  return backend_util.computeConv2DInfo(
    inputShape as [number, number, number, number],
    filterShape as [number, number, number, number],
    strides,
    dilations ?? 1,
    pad,
    dimRoundingMode,
    depthwise,
  );
}

/** A depthwise convolution on all threads. Stock is as fast on one, but errs where a `same` stride exceeds the filter. */
export const depthwiseConfig: KernelConfig = {
  kernelName: DepthwiseConv2dNative,
  backendName: 'wasm',
  kernelFunc(call) {
    const { x, filter } = call.inputs as { x: TensorInfo; filter: TensorInfo };
    const backend = call.backend as BackendWasm;
    const geometry = depthwiseGeometry(x.shape, filter.shape, call.attrs as unknown as DepthwiseAttributes);
    const y = backend.makeOutput(geometry.outShape, 'float32');
    runtimeOf(backend).run((kernels) => {
      setDepthwise(kernels, geometry);
      kernels.depthwiseForward(pointerOf(backend, x), pointerOf(backend, filter), pointerOf(backend, y));
    });
    return y;
  },
};

/** The gradient of a depthwise convolution by its filter, which stock wasm lacks. */
export const depthwiseBackpropFilterConfig: KernelConfig = {
  kernelName: DepthwiseConv2dNativeBackpropFilter,
  backendName: 'wasm',
  kernelFunc(call) {
    const { x, dy } = call.inputs as { x: TensorInfo; dy: TensorInfo };
    const attributes = call.attrs as unknown as DepthwiseAttributes & { filterShape: number[] };
    const backend = call.backend as BackendWasm;
    const geometry = depthwiseGeometry(x.shape, attributes.filterShape, attributes);
    const result = backend.makeOutput(attributes.filterShape, 'float32');
    const sums = 8 * geometry.filterHeight * geometry.filterWidth * geometry.outChannels;
    const pointer = (tensor: TensorInfo) => pointerOf(backend, tensor);
    runtimeOf(backend).run((kernels) => {
      const scratch = allocate(backend, sums);
      try {
        setDepthwise(kernels, geometry);
        kernels.depthwiseBackwardFilter(pointer(x), pointer(dy), pointer(result), scratch.pointer);
      } finally {
        scratch.free();
      }
    });
    return result;
  },
};

/** The gradient of a depthwise convolution by its input, which stock wasm lacks. */
export const depthwiseBackpropInputConfig: KernelConfig = {
  kernelName: DepthwiseConv2dNativeBackpropInput,
  backendName: 'wasm',
  kernelFunc(call) {
    const { dy, filter } = call.inputs as { dy: TensorInfo; filter: TensorInfo };
    const attributes = call.attrs as unknown as DepthwiseAttributes & { inputShape: number[] };
    const backend = call.backend as BackendWasm;
    const geometry = depthwiseGeometry(attributes.inputShape, filter.shape, attributes);
    const result = backend.makeOutput(attributes.inputShape, 'float32');
    const pointer = (tensor: TensorInfo) => pointerOf(backend, tensor);
    runtimeOf(backend).run((kernels) => {
      setDepthwise(kernels, geometry);
      kernels.depthwiseBackwardInput(pointer(dy), pointer(filter), pointer(result));
    });
    return result;
  },
};

function setDepthwise(kernels: KernelExports, geometry: backend_util.Conv2DInfo): void {
  kernels.setDepthwise(
    geometry.batchSize,
    geometry.inHeight,
    geometry.inWidth,
    geometry.inChannels,
    geometry.outChannels / geometry.inChannels,
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

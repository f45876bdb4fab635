import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import {
  DepthwiseConv2dNative,
  DepthwiseConv2dNativeBackpropFilter,
  DepthwiseConv2dNativeBackpropInput,
  type KernelConfig,
  type TensorInfo,
} from '@tensorflow/tfjs-core';
import { pointerOf, withBlock } from '../../wasm/backend-memory';
import { runtimeOf } from '../../wasm/runtime';
import { depthwiseGeometry, type ConvolutionGeometry } from '../any-backend/convolution';
import { setWindows } from './set-windows';

/** Depthwise convolution on all threads. Stock is wrong where a `same` stride exceeds the filter. */
export const depthwiseConfig: KernelConfig = {
  kernelName: DepthwiseConv2dNative,
  backendName: 'wasm',
  kernelFunc(call) {
    const { x, filter } = call.inputs as { x: TensorInfo; filter: TensorInfo };
    const backend = call.backend as BackendWasm;
    const geometry = depthwiseGeometry(x.shape, filter.shape, call.attrs);
    const y = backend.makeOutput(geometry.outShape, 'float32');
    const pointer = (tensor: TensorInfo) => pointerOf(backend, tensor);
    runtimeOf(backend).run((kernels) => {
      setWindows(kernels, geometry);
      kernels.depthwiseForward(pointer(x), pointer(filter), pointer(y), multiplierOf(geometry));
    });
    return y;
  },
};

/** Gradient of a depthwise convolution by its filter; stock wasm has none. */
export const depthwiseBackpropFilterConfig: KernelConfig = {
  kernelName: DepthwiseConv2dNativeBackpropFilter,
  backendName: 'wasm',
  kernelFunc(call) {
    const { x, dy } = call.inputs as { x: TensorInfo; dy: TensorInfo };
    const { filterShape } = call.attrs as unknown as { filterShape: number[] };
    const backend = call.backend as BackendWasm;
    const geometry = depthwiseGeometry(x.shape, filterShape, call.attrs);
    const result = backend.makeOutput(filterShape, 'float32');
    const weights = geometry.filterHeight * geometry.filterWidth * geometry.outChannels;
    const pointer = (tensor: TensorInfo) => pointerOf(backend, tensor);
    runtimeOf(backend).run((kernels) =>
      withBlock(backend, 4 * kernels.DEPTHWISE_SCRATCH.value * weights, (scratch) => {
        setWindows(kernels, geometry);
        kernels.depthwiseBackwardFilter(
          pointer(x),
          pointer(dy),
          pointer(result),
          multiplierOf(geometry),
          scratch,
        );
      }),
    );
    return result;
  },
};

/** Gradient of a depthwise convolution by its input; stock wasm has none. */
export const depthwiseBackpropInputConfig: KernelConfig = {
  kernelName: DepthwiseConv2dNativeBackpropInput,
  backendName: 'wasm',
  kernelFunc(call) {
    const { dy, filter } = call.inputs as { dy: TensorInfo; filter: TensorInfo };
    const { inputShape } = call.attrs as unknown as { inputShape: number[] };
    const backend = call.backend as BackendWasm;
    const geometry = depthwiseGeometry(inputShape, filter.shape, call.attrs);
    const result = backend.makeOutput(inputShape, 'float32');
    const pointer = (tensor: TensorInfo) => pointerOf(backend, tensor);
    runtimeOf(backend).run((kernels) => {
      setWindows(kernels, geometry);
      kernels.depthwiseBackwardInput(pointer(dy), pointer(filter), pointer(result), multiplierOf(geometry));
    });
    return result;
  },
};

function multiplierOf({ outChannels, inChannels }: ConvolutionGeometry): number {
  return outChannels / inChannels;
}

import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { util, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs-core';
import { pointerOf } from '../../wasm/backend-memory';
import { runtimeOf } from '../../wasm/runtime';
import { SpreadMiddle } from '../added-kernels';

/** What is summed or averaged over neighboring axes, back to each of its terms, on all threads. */
export const spreadMiddleConfig: KernelConfig = {
  kernelName: SpreadMiddle,
  backendName: 'wasm',
  kernelFunc(call) {
    const { x } = call.inputs as { x: TensorInfo };
    const { shape, axes } = call.attrs as unknown as { shape: number[]; axes: number[] };
    const backend = call.backend as BackendWasm;
    const result = backend.makeOutput(shape, 'float32');
    if (util.sizeFromShape(shape) === 0) return result;
    const [first, behind] = [axes[0], axes[0] + axes.length];
    const [outer, terms, inner] = [
      shape.slice(0, first),
      shape.slice(first, behind),
      shape.slice(behind),
    ].map(util.sizeFromShape);
    const [source, target] = [pointerOf(backend, x), pointerOf(backend, result)];
    runtimeOf(backend).run((kernels) => kernels.spread(source, target, outer, terms, inner));
    return result;
  },
};

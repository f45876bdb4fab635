import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { util, type KernelConfig, type NamedAttrMap, type TensorInfo } from '@tensorflow/tfjs-core';
import { pointerOf } from '../../wasm/backend-memory';
import type { KernelExports } from '../../wasm/kernel-exports';
import { runtimeOf } from '../../wasm/runtime';
import { SmoothActivation, SmoothActivationBackprop, type SmoothKind } from '../added-kernels';

/** GELU or swish in one pass. */
export const smoothActivationConfig: KernelConfig = {
  kernelName: SmoothActivation,
  backendName: 'wasm',
  kernelFunc(call) {
    const { x } = call.inputs as { x: TensorInfo };
    const backend = call.backend as BackendWasm;
    const y = backend.makeOutput(x.shape, 'float32');
    const [source, target] = [pointerOf(backend, x), pointerOf(backend, y)];
    runtimeOf(backend).run((kernels) =>
      kernels.smoothActivation(kindOf(kernels, call.attrs), source, target, util.sizeFromShape(x.shape)),
    );
    return y;
  },
};

/** Gradient of GELU or swish in one pass, computed from the input alone. */
export const smoothActivationBackpropConfig: KernelConfig = {
  kernelName: SmoothActivationBackprop,
  backendName: 'wasm',
  kernelFunc(call) {
    const { x, dy } = call.inputs as { x: TensorInfo; dy: TensorInfo };
    const backend = call.backend as BackendWasm;
    const dx = backend.makeOutput(x.shape, 'float32');
    const [input, error, target] = [x, dy, dx].map((tensor) => pointerOf(backend, tensor));
    const count = util.sizeFromShape(x.shape);
    runtimeOf(backend).run((kernels) =>
      kernels.smoothActivationBackward(kindOf(kernels, call.attrs), input, error, target, count),
    );
    return dx;
  },
};

function kindOf(kernels: KernelExports, attributes: NamedAttrMap | undefined): number {
  const { kind } = attributes as unknown as { kind: SmoothKind };
  return { gelu: kernels.GELU, swish: kernels.SWISH }[kind].value;
}

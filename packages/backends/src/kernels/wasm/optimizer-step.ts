import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { util, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs-core';
import { pointerOf } from '../../wasm/backend-memory';
import { runtimeOf } from '../../wasm/runtime';
import { AdamWUpdate, SgdUpdate } from '../added-kernels';
import type { AdamWAttributes, SgdAttributes } from '../any-backend/optimizer-step';

/** One AdamW step of one variable in one pass; stock operations make a dozen. */
export const adamWUpdateConfig: KernelConfig = {
  kernelName: AdamWUpdate,
  backendName: 'wasm',
  kernelFunc(call) {
    const { value, gradient, m, v } = call.inputs as Record<string, TensorInfo>;
    const { stepSize, beta1, beta2, epsilon, keepRate } = call.attrs as unknown as AdamWAttributes;
    const backend = call.backend as BackendWasm;
    const next = [value, m, v].map(({ shape }) => backend.makeOutput(shape, 'float32'));
    const pointers = [value, gradient, m, v, ...next].map((tensor) => pointerOf(backend, tensor));
    const [w, g, oldM, oldV, nextW, nextM, nextV] = pointers;
    runtimeOf(backend).run((kernels) =>
      kernels.adamW(
        w,
        g,
        oldM,
        oldV,
        nextW,
        nextM,
        nextV,
        util.sizeFromShape(value.shape),
        stepSize,
        1 - beta1,
        1 - beta2,
        epsilon,
        keepRate,
      ),
    );
    return next;
  },
};

/** One SGD step of one variable, with or without momentum, in one pass. */
export const sgdUpdateConfig: KernelConfig = {
  kernelName: SgdUpdate,
  backendName: 'wasm',
  kernelFunc(call) {
    const { value, gradient, velocity } = call.inputs as {
      value: TensorInfo;
      gradient: TensorInfo;
      velocity?: TensorInfo;
    };
    const { learningRate, momentum, nesterov, keepRate } = call.attrs as unknown as SgdAttributes;
    const backend = call.backend as BackendWasm;
    const nextValue = backend.makeOutput(value.shape, 'float32');
    const nextVelocity = velocity && backend.makeOutput(value.shape, 'float32');
    const pointer = (tensor: TensorInfo | undefined) => (tensor ? pointerOf(backend, tensor) : 0);
    runtimeOf(backend).run((kernels) =>
      kernels.sgd(
        pointer(value),
        pointer(gradient),
        pointer(velocity),
        pointer(nextValue),
        pointer(nextVelocity),
        util.sizeFromShape(value.shape),
        learningRate,
        momentum,
        keepRate,
        nesterov ? 1 : 0,
      ),
    );
    return nextVelocity ? [nextValue, nextVelocity] : [nextValue];
  },
};

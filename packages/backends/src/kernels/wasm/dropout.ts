import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { util, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs-core';
import { pointerOf } from '../../wasm/backend-memory';
import { runtimeOf } from '../../wasm/runtime';
import { SeededDropout } from '../added-kernels';

/** Dropout with random numbers computed from seed and element index, so that no mask is drawn in JavaScript or stored. */
export const seededDropoutConfig: KernelConfig = {
  kernelName: SeededDropout,
  backendName: 'wasm',
  kernelFunc(call) {
    const x = call.inputs.x as TensorInfo;
    const { rate, seed } = call.attrs as unknown as { rate: number; seed: number };
    const backend = call.backend as BackendWasm;
    const y = backend.makeOutput(x.shape, 'float32');
    // A rate that rounds to 2³² here would drop all but one element in four billion.
    const threshold = Math.min(2 ** 32 - 1, Math.round(rate * 2 ** 32));
    runtimeOf(backend).run((kernels) =>
      kernels.dropout(
        pointerOf(backend, x),
        pointerOf(backend, y),
        util.sizeFromShape(x.shape),
        threshold,
        1 / (1 - rate),
        seed,
      ),
    );
    return y;
  },
};

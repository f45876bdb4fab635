import type { TensorInfo } from '@tensorflow/tfjs-core';

/** What kernels use of tfjs-backend-cpu, whose tensors are arrays in JavaScript. */
export interface CpuBackend {
  readSync(dataId: object): Float32Array;
  makeTensorInfo(shape: number[], dtype: 'float32', values: Float32Array): TensorInfo;
}

/** The backend a kernel is called with. */
export function cpuBackend(backend: unknown): CpuBackend {
  return backend as CpuBackend;
}

import type { TensorInfo } from '@tensorflow/tfjs-core';

/** The members of tfjs-backend-cpu that kernels use; its tensors are JavaScript arrays. */
export interface CpuBackend {
  readSync(dataId: object): Float32Array;
  makeTensorInfo(shape: number[], dtype: 'float32', values: Float32Array): TensorInfo;
}

/** Casts the backend that a kernel is called with. */
export function cpuBackend(backend: unknown): CpuBackend {
  return backend as CpuBackend;
}

import { env, util, type TensorInfo } from '@tensorflow/tfjs-core';

/** The used part of the record that tfjs's WebGPU backend keeps per tensor. */
interface TensorRecord {
  values: Float32Array | Int32Array | Uint8Array | null;
  resource?: GPUBuffer;
}

/** The name and the measured time of one dispatch, collected by `tf.time`. */
interface DispatchTimer {
  name: string;
  query: Promise<number>;
}

/**
 * The members of tfjs's WebGPU backend that kernels need to record work among the stock kernels. Some are private in its
 * declarations, although its own kernels use them.
 */
export interface GpuBackend {
  device: GPUDevice;
  queue: GPUQueue;
  tensorMap: { get(dataId: object): TensorRecord };
  bufferManager: {
    acquireBuffer(size: number, usage: number): GPUBuffer;
    releaseBuffer(buffer: GPUBuffer): void;
  };
  commandEncoder: GPUCommandEncoder | null;
  computePassEncoder: GPUComputePassEncoder | null;
  /** Tensors that recorded but unsubmitted work reads or writes; their buffers must outlive that work. */
  commandQueueOwnedIds: WeakSet<object>;
  uniformPendingDisposal: GPUBuffer[];
  dispatchCountInPass: number;
  activeTimers: DispatchTimer[] | null | undefined;
  supportTimestampQuery: boolean;
  querySet: GPUQuerySet | null;
  querySetCount: number;
  uploadToGPU(dataId: object): void;
  ensureCommandEncoderReady(): void;
  endComputePassEncoder(): void;
  submitQueue(): void;
  getQueryTime(): Promise<number>;
  makeTensorInfo(shape: number[], dtype: 'float32' | 'int32', values?: Float32Array): TensorInfo;
  disposeData(dataId: object): boolean;
}

/** Casts the backend that a kernel is called with. */
export function gpuBackend(backend: unknown): GpuBackend {
  return backend as GpuBackend;
}

/** Returns a new tensor with undefined values. */
export function makeOutput(
  backend: GpuBackend,
  shape: number[],
  dtype: 'float32' | 'int32' = 'float32',
): TensorInfo {
  return backend.makeTensorInfo(shape, dtype);
}

/** Returns the buffer of a tensor; uploads the tensor if needed. */
export function bufferOf(backend: GpuBackend, { dataId }: TensorInfo): GPUBuffer {
  backend.uploadToGPU(dataId);
  const { resource } = backend.tensorMap.get(dataId);
  if (!resource) throw new Error('webgpu: the tensor has no buffer');
  return resource;
}

/** Fills tensors with zeros, without using the GPU: the results of empty sums. */
export function fillWithZeros(backend: GpuBackend, tensors: readonly TensorInfo[]): void {
  for (const { dataId, shape } of tensors) {
    backend.tensorMap.get(dataId).values = new Float32Array(util.sizeFromShape(shape));
  }
}

/** Returns whether shaders are only compiled and nothing runs (see `warmUp`). */
export function compilesOnly(): boolean {
  return env().getBool('WEBGPU_ENGINE_COMPILE_ONLY');
}

/** Returns whether enough dispatches are recorded to submit them. */
export function passIsFull(backend: GpuBackend): boolean {
  return backend.dispatchCountInPass >= env().getNumber('WEBGPU_DEFERRED_SUBMIT_BATCH_SIZE');
}

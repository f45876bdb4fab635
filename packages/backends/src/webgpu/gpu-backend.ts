import { env, util, type TensorInfo } from '@tensorflow/tfjs-core';

/** What tfjs's WebGPU backend keeps about a tensor, as far as it is used here. */
interface TensorRecord {
  values: Float32Array | Int32Array | Uint8Array | null;
  resource?: GPUBuffer;
}

/** The name and measured time of one dispatch, as `tf.time` collects them. */
interface DispatchTimer {
  name: string;
  query: Promise<number>;
}

/**
 * The members of tfjs's WebGPU backend with which kernels record their work among the stock ones. Some are private in its
 * declarations, though its own kernels could not run without them.
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
  /** Tensors that recorded, unsubmitted work reads or writes: their buffers must outlive it. */
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

/** The backend a kernel is called with. */
export function gpuBackend(backend: unknown): GpuBackend {
  return backend as GpuBackend;
}

/** A new tensor of unwritten numbers. */
export function makeOutput(
  backend: GpuBackend,
  shape: number[],
  dtype: 'float32' | 'int32' = 'float32',
): TensorInfo {
  return backend.makeTensorInfo(shape, dtype);
}

/** The buffer of a tensor, moved to the GPU if it is not there. */
export function bufferOf(backend: GpuBackend, { dataId }: TensorInfo): GPUBuffer {
  backend.uploadToGPU(dataId);
  const { resource } = backend.tensorMap.get(dataId);
  if (!resource) throw new Error('webgpu: the tensor has no buffer');
  return resource;
}

/** Fills tensors with zeros, without the GPU: for results of no terms. */
export function fillWithZeros(backend: GpuBackend, tensors: readonly TensorInfo[]): void {
  for (const { dataId, shape } of tensors) {
    backend.tensorMap.get(dataId).values = new Float32Array(util.sizeFromShape(shape));
  }
}

/** Whether shaders are only being compiled, so that nothing runs (see `warmUp`). */
export function compilesOnly(): boolean {
  return env().getBool('WEBGPU_ENGINE_COMPILE_ONLY');
}

/** Whether so many dispatches are recorded that they are to be sent off. */
export function passIsFull(backend: GpuBackend): boolean {
  return backend.dispatchCountInPass >= env().getNumber('WEBGPU_DEFERRED_SUBMIT_BATCH_SIZE');
}

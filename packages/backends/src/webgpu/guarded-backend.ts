import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { util } from '@tensorflow/tfjs-core';
import { DeviceLimitError, DeviceLostError } from '../errors';

/** The package of the WebGPU backend. */
export type WebgpuPackage = typeof import('@tensorflow/tfjs-backend-webgpu');

const failures = new WeakMap<WebGPUBackend, Error>();

/** Returns why a backend can no longer compute; undefined if it works. */
export function failureOf(backend: WebGPUBackend): Error | undefined {
  return failures.get(backend);
}

/**
 * Returns tfjs's WebGPU backend, extended to throw after its device was lost or has rejected work. Stock continues silently
 * then: WebGPU reports errors later and elsewhere, and results are undefined.
 */
export function guardedBackend(
  { WebGPUBackend: Stock }: WebgpuPackage,
  device: GPUDevice,
  info: GPUAdapterInfo,
): WebGPUBackend {
  class GuardedWebGPUBackend extends Stock {
    override uploadToGPU(dataId: object): void {
      requireHealthy(this);
      requireRoom(this, dataId);
      super.uploadToGPU(dataId);
    }

    override async read(dataId: object): ReturnType<WebGPUBackend['read']> {
      requireHealthy(this);
      try {
        const values = await super.read(dataId);
        requireHealthy(this);
        return values;
      } catch (error) {
        throw (await lossOf(this.device)) ?? error;
      }
    }

    override readSync(dataId: object): ReturnType<WebGPUBackend['readSync']> {
      requireHealthy(this);
      const { values } = this.tensorMap.get(dataId);
      if (!values && typeof OffscreenCanvas === 'undefined') {
        throw new Error('webgpu: Node cannot read tensors synchronously; await data() or array() instead');
      }
      return super.readSync(dataId);
    }
  }
  const backend = new GuardedWebGPUBackend(device, info);
  const note = (failure: Error) => failures.has(backend) || failures.set(backend, failure);
  void device.lost.then(({ message, reason }) => note(new DeviceLostError('webgpu', message || reason)));
  device.addEventListener('uncapturederror', (event) => note(deviceFault(event.error)));
  return backend;
}

function requireHealthy(backend: WebGPUBackend): void {
  const failure = failures.get(backend);
  if (failure) throw failure;
}

/** Throws if a tensor exceeds the device's buffer limits. */
function requireRoom(backend: WebGPUBackend, dataId: object): void {
  const { shape, dtype, resource } = backend.tensorMap.get(dataId);
  if (resource) return;
  const bytes = util.sizeFromShape(shape) * util.bytesPerElement(dtype);
  const { maxBufferSize, maxStorageBufferBindingSize } = backend.device.limits;
  const limit = Math.min(maxBufferSize, maxStorageBufferBindingSize);
  if (bytes <= limit) return;
  throw new DeviceLimitError(
    'webgpu',
    `a tensor must be at most ${mebibytes(limit)} on this device, got shape [${shape.join(', ')}] of ` +
      `${mebibytes(bytes)}; use a smaller batch`,
  );
}

function mebibytes(count: number): string {
  return `${(count / 2 ** 20).toFixed(count < 2 ** 30 ? 1 : 0)} MiB`;
}

/** Returns the loss of a device after a failed read, which is reported slightly later; undefined if the device works. */
function lossOf(device: GPUDevice): Promise<DeviceLostError | undefined> {
  const timeout = new Promise<undefined>((resolve) => setTimeout(resolve, 5000));
  const loss = device.lost.then(({ message, reason }) => new DeviceLostError('webgpu', message || reason));
  return Promise.race([loss, timeout]);
}

function deviceFault(error: GPUError): Error {
  const outOfMemory = 'GPUOutOfMemoryError' in globalThis && error instanceof GPUOutOfMemoryError;
  const fault = outOfMemory ? 'is out of memory' : 'rejected some work';
  return new Error(
    `webgpu: the device ${fault}, so results are incomplete: ${error.message.split('\n')[0]}; call selectBackend again`,
    { cause: error },
  );
}

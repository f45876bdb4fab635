import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { util } from '@tensorflow/tfjs-core';
import { DeviceLimitError, DeviceLostError } from '../errors';

/** The package of the WebGPU backend. */
export type WebgpuPackage = typeof import('@tensorflow/tfjs-backend-webgpu');

const troubles = new WeakMap<WebGPUBackend, Error>();

/** Why a backend can compute no more, if it cannot. */
export function troubleOf(backend: WebGPUBackend): Error | undefined {
  return troubles.get(backend);
}

/**
 * tfjs's WebGPU backend, which throws once its device is lost or has refused some work. Stock goes on in silence then:
 * WebGPU reports errors elsewhere and later, and results are whatever lay in memory.
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
  const note = (trouble: Error) => troubles.has(backend) || troubles.set(backend, trouble);
  void device.lost.then(({ message, reason }) => note(new DeviceLostError('webgpu', message || reason)));
  device.addEventListener('uncapturederror', (event) => note(deviceFault(event.error)));
  return backend;
}

function requireHealthy(backend: WebGPUBackend): void {
  const trouble = troubles.get(backend);
  if (trouble) throw trouble;
}

/** Throws if a tensor is larger than any buffer may be. */
function requireRoom(backend: WebGPUBackend, dataId: object): void {
  const { shape, dtype, resource } = backend.tensorMap.get(dataId);
  if (resource) return;
  const bytes = util.sizeFromShape(shape) * util.bytesPerElement(dtype);
  const { maxBufferSize, maxStorageBufferBindingSize } = backend.device.limits;
  const limit = Math.min(maxBufferSize, maxStorageBufferBindingSize);
  if (bytes <= limit) return;
  throw new DeviceLimitError(
    'webgpu',
    `a tensor must have at most ${mebibytes(limit)} on this device, got shape [${shape.join(', ')}] of ` +
      `${mebibytes(bytes)}; a smaller batch may do`,
  );
}

function mebibytes(count: number): string {
  return `${(count / 2 ** 20).toFixed(count < 2 ** 30 ? 1 : 0)} MiB`;
}

/** The loss of a device whose read failed: it is told a little after, and never where the device is well. */
function lossOf(device: GPUDevice): Promise<DeviceLostError | undefined> {
  const patience = new Promise<undefined>((resolve) => setTimeout(resolve, 5000));
  const loss = device.lost.then(({ message, reason }) => new DeviceLostError('webgpu', message || reason));
  return Promise.race([loss, patience]);
}

function deviceFault(error: GPUError): Error {
  const outOfMemory = 'GPUOutOfMemoryError' in globalThis && error instanceof GPUOutOfMemoryError;
  const fault = outOfMemory ? 'has no memory left' : 'refused some work';
  return new Error(
    `webgpu: the device ${fault}, so results are incomplete: ${error.message.split('\n')[0]}; call selectBackend again`,
    { cause: error },
  );
}

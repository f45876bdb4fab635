import { isSoftwareRenderer } from '../selection/software-renderer';

const kinds = new WeakMap<GPUDevice, 'gpu' | 'processor'>();

/** Whether a device is a program on the processor, for which other tiles are the fast ones. */
export function runsOnProcessor(device: GPUDevice): boolean {
  let kind = kinds.get(device);
  if (!kind) {
    const { vendor = '', architecture = '', description = '' } = device.adapterInfo ?? {};
    kind = isSoftwareRenderer(`${vendor} ${architecture} ${description}`) ? 'processor' : 'gpu';
    kinds.set(device, kind);
  }
  return kind === 'processor';
}

/** Has the kernels take a device for the one or the other, for tests of the tiles of GPUs on a processor. */
export function treatDeviceAs(device: GPUDevice, kind: 'gpu' | 'processor'): void {
  kinds.set(device, kind);
}

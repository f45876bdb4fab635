import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { packageMissing } from '../selection/backend-packages';

/** `timestamp_quantization` limits timing precision in pages for security; Node does not need it. */
const dawnOptions = [
  'enable-dawn-features=allow_unsafe_apis',
  'disable-dawn-features=timestamp_quantization',
];

/**
 * Kept for the life of the process: Dawn's threads crash if they end after this object is garbage-collected. It does not
 * keep the process alive.
 */
let started: GPU | undefined;

/** Returns Node's WebGPU. The first call defines WebGPU's globals, such as `GPUBufferUsage`. */
export async function nodeGpu(): Promise<GPU> {
  if (started) return started;
  const { create, globals } = await loadDawn();
  Object.assign(globalThis, globals);
  started = create(dawnOptions);
  return started;
}

/**
 * Runs `work` with `navigator.gpu` defined, which tfjs reads. Removed afterwards, so that no program mistakes Node for
 * a page.
 */
export function withNavigatorGpu<Result>(gpu: GPU, work: () => Result): Result {
  const navigator = globalThis.navigator as Navigator | undefined;
  const holder: object = navigator ?? globalThis;
  const name = navigator ? 'gpu' : 'navigator';
  Object.defineProperty(holder, name, { configurable: true, value: navigator ? gpu : { gpu } });
  try {
    return work();
  } finally {
    Reflect.deleteProperty(holder, name);
  }
}

/** Destroys a device when the process exits: a pending read can crash the process otherwise. */
export function destroyAtExit(device: GPUDevice): void {
  const destroy = () => device.destroy();
  process.once('exit', destroy);
  void device.lost.then(() => process.off('exit', destroy));
}

/** The package `webgpu`: Dawn, Chromium's WebGPU implementation, for Node. */
export type DawnPackage = typeof import('webgpu');

/**
 * Returns the URL of the package `webgpu`. Resolved at run time, so that bundlers do not look for it: it is an optional
 * native binary, which cannot be bundled.
 *
 * @throws Error with the install command if the package is not installed.
 */
export function dawnUrl(): string {
  try {
    return pathToFileURL(createRequire(import.meta.url).resolve('webgpu')).href;
  } catch (error) {
    throw packageMissing('webgpu', error);
  }
}

/** Loads the package `webgpu`. */
export async function loadDawn(): Promise<DawnPackage> {
  const url = dawnUrl();
  try {
    return (await import(
      /* webpackIgnore: true */ /* turbopackIgnore: true */ /* @vite-ignore */ url
    )) as DawnPackage;
  } catch (error) {
    throw packageMissing('webgpu', error);
  }
}

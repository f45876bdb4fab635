import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { packageMissing } from '../selection/backend-packages';

/** `timestamp_quantization` is for pages, which must not measure too well. */
const dawnOptions = [
  'enable-dawn-features=allow_unsafe_apis',
  'disable-dawn-features=timestamp_quantization',
];

/**
 * Kept as long as the process lives: Dawn's threads crash when they end after this has been collected. It does not keep
 * the process alive.
 */
let started: GPU | undefined;

/** Node's WebGPU. The first call defines the constructors and constants that pages have, such as `GPUBufferUsage`. */
export async function nodeGpu(): Promise<GPU> {
  if (started) return started;
  const { create, globals } = await loadDawn();
  Object.assign(globalThis, globals);
  started = create(dawnOptions);
  return started;
}

/** Does something while `navigator.gpu` exists, where tfjs looks for it; programs take Node for a page if it stays. */
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

/** Destroys a device when the process ends: a read that is under way then can crash it. */
export function destroyAtExit(device: GPUDevice): void {
  const destroy = () => device.destroy();
  process.once('exit', destroy);
  void device.lost.then(() => process.off('exit', destroy));
}

/** The package `webgpu`: Dawn, the WebGPU of Chromium, for Node. */
export type DawnPackage = typeof import('webgpu');

/**
 * The URL of the package `webgpu`. Bundlers that make something for Node must not look for it: it is a native binary,
 * which they cannot put into a bundle, and it is seldom installed.
 *
 * @throws Error with how to get it, if it is not installed.
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

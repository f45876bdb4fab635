import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { packageMissing } from '../selection/backend-packages';

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

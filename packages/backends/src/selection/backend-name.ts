import { requireOneOf } from '@nin/checks';

/** The supported tfjs backends, best first. */
export const backendNames = ['webgpu', 'webgl', 'wasm', 'cpu'] as const;

/** A tfjs backend. */
export type BackendName = (typeof backendNames)[number];

/** One backend, or `auto` for the best that works. */
export type BackendPreference = 'auto' | BackendName;

/** Throws unless `preference` is `auto` or a supported backend. */
export function requirePreference(preference: unknown): asserts preference is BackendPreference {
  requireOneOf('selectBackend: preference', preference, ['auto', ...backendNames]);
}

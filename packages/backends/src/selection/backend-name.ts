import { requireOneOf } from '@nin/checks';

/** The tfjs backends this package knows, best first. */
export const backendNames = ['webgpu', 'webgl', 'wasm', 'cpu'] as const;

/** A tfjs backend. */
export type BackendName = (typeof backendNames)[number];

/** What a caller may ask for: one backend, or the best that works. */
export type BackendPreference = 'auto' | BackendName;

/** Throws unless `preference` is `auto` or a backend we know. */
export function requirePreference(preference: unknown): asserts preference is BackendPreference {
  requireOneOf('selectBackend: preference', preference, ['auto', ...backendNames]);
}

/** The tfjs backends this package knows, best first. */
export const backendNames = ['webgpu', 'webgl', 'wasm', 'cpu'] as const;

/** A tfjs backend. */
export type BackendName = (typeof backendNames)[number];

/** What a caller may ask for: one backend, or the best that works. */
export type BackendPreference = 'auto' | BackendName;

/** Throws unless `preference` is `auto` or a backend we know. */
export function requirePreference(preference: string): asserts preference is BackendPreference {
  if (preference === 'auto' || (backendNames as readonly string[]).includes(preference)) return;
  throw new RangeError(
    `selectBackend: preference must be one of auto, ${backendNames.join(', ')}, got '${preference}'`,
  );
}

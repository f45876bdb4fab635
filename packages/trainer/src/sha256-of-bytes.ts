import type { NodeModules } from '@nin/durable-files';

/** SHA-256 of bytes in several parts, by Node: ten times as fast as in JavaScript, which tens of megabytes are worth. */
export function sha256OfBytes({ crypto }: NodeModules, parts: readonly (ArrayBuffer | Uint8Array)[]): string {
  const hash = crypto.createHash('sha256');
  for (const part of parts) hash.update(part instanceof Uint8Array ? part : new Uint8Array(part));
  return hash.digest('hex');
}

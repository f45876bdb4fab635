import { createHash } from 'node:crypto';
import { parseIntegrity } from '../integrity';

/** Returns whether bytes have the checksum `integrity`, in the notation of Subresource Integrity. */
export function matchesIntegrity(bytes: Uint8Array, integrity: string): boolean {
  const { algorithm, digest } = parseIntegrity(integrity);
  return createHash(algorithm).update(bytes).digest('base64') === digest;
}

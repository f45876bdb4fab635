import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import canonicalize from 'canonicalize';

/**
 * Returns the SHA-256 of the concatenated parts as 64 hexadecimal digits. Uses Node's crypto module where available, which is
 * ten times as fast as the JavaScript used elsewhere; that also works in pages without a secure context.
 */
export function sha256Hex(parts: readonly (ArrayBuffer | Uint8Array)[]): string {
  const { process } = globalThis as { process?: Partial<NodeJS.Process> };
  const native = process?.getBuiltinModule?.('node:crypto').createHash('sha256');
  const hash = native ?? sha256.create();
  for (const part of parts) hash.update(part instanceof Uint8Array ? part : new Uint8Array(part));
  return bytesToHex(hash.digest());
}

/**
 * Returns the SHA-256 of a value's canonical JSON as 64 hexadecimal digits. The order of keys does not matter.
 *
 * @see RFC 8785, JSON Canonicalization Scheme.
 */
export function sha256OfJson(value: unknown): string {
  // Values that JSON drops or changes (undefined, NaN, dates) must have the same digest before and after a round trip.
  const plain = JSON.parse(JSON.stringify(value ?? null)) as unknown;
  return sha256Hex([utf8ToBytes(canonicalize(plain) ?? 'null')]);
}

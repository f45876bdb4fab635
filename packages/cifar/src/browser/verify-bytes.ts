import { parseIntegrity } from '../integrity';

/** Returns whether bytes have the checksum `integrity`, SHA-256 or MD5, in the notation of Subresource Integrity. */
export async function verifyBytes(bytes: Uint8Array<ArrayBuffer>, integrity: string): Promise<boolean> {
  const { algorithm, digest } = parseIntegrity(integrity);
  const found = algorithm === 'md5' ? await md5(bytes) : await sha256(bytes);
  return btoa(String.fromCharCode(...found)) === digest;
}

/** Browsers have no MD5. */
async function md5(bytes: Uint8Array): Promise<Uint8Array> {
  const { md5: hash } = await import('@noble/hashes/legacy.js');
  return hash(bytes);
}

/** Browsers have SHA-256 only in pages from https or localhost. */
async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const { subtle } = crypto as Partial<Crypto>;
  if (subtle) return new Uint8Array(await subtle.digest('SHA-256', bytes));
  const { sha256: hash } = await import('@noble/hashes/sha2.js');
  return hash(bytes);
}

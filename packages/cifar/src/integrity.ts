/** A checksum. */
export interface Integrity {
  /** As Node calls it: `md5`, `sha256`, `sha512`. */
  algorithm: string;
  /** In base64. */
  digest: string;
}

/** Takes a checksum in the notation of Subresource Integrity apart: the algorithm, a hyphen, the digest in base64. */
export function parseIntegrity(integrity: string): Integrity {
  const [algorithm, digest] = integrity.split('-');
  return { algorithm, digest };
}

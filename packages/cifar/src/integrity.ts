/** A checksum. */
export interface Integrity {
  /** Name of the algorithm in Node: `md5`, `sha256`, `sha512`. */
  algorithm: string;
  /** In base64. */
  digest: string;
}

/** Parses a checksum in the notation of Subresource Integrity: the algorithm, a hyphen, the digest in base64. */
export function parseIntegrity(integrity: string): Integrity {
  const [algorithm, digest] = integrity.split('-');
  return { algorithm, digest };
}

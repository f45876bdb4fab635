/** Whether bytes have a checksum given as in Subresource Integrity, of SHA-256 or MD5. */
export async function verifyBytes(bytes: Uint8Array<ArrayBuffer>, integrity: string): Promise<boolean> {
  const [algorithm, expected] = [
    integrity.slice(0, integrity.indexOf('-')),
    integrity.slice(integrity.indexOf('-') + 1),
  ];
  const digest = algorithm === 'md5' ? await md5(bytes) : await sha256(bytes);
  return btoa(String.fromCharCode(...digest)) === expected;
}

/** Browsers have no MD5. */
async function md5(bytes: Uint8Array): Promise<Uint8Array> {
  const { md5: hash } = await import('@noble/hashes/legacy.js');
  return hash(bytes);
}

/** Browsers have SHA-256 only in pages over https or from the machine itself. */
async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const { subtle } = crypto as Partial<Crypto>;
  if (subtle) return new Uint8Array(await subtle.digest('SHA-256', bytes));
  const { sha256: hash } = await import('@noble/hashes/sha2.js');
  return hash(bytes);
}

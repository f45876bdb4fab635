import ssri from 'ssri';

/** Whether bytes have a checksum, given as in Subresource Integrity. */
export function matchesIntegrity(bytes: Uint8Array, integrity: string): boolean {
  return ssri.checkData(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), integrity) !== false;
}

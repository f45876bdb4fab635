/**
 * Eight digits that are others if the text was changed: against slips, not against ill will.
 *
 * @see FNV-1a of 32 bits, RFC 9923.
 */
export function checkOf(text: string): string {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}

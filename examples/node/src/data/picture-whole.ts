import { inflateSync } from 'node:zlib';

/** Bytes before the first chunk of a PNG. */
const signatureLength = 8;

/** Samples of a pixel by a PNG's color type. */
const samples: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/**
 * Checks that a PNG is complete: its decoder fills missing pixels from uninitialized memory.
 *
 * @throws Error if it is truncated.
 * @see Portable Network Graphics (PNG) Specification, W3C, sections 5 and 7.
 */
export function requireWholePng(file: Buffer): void {
  const data: Buffer[] = [];
  for (let at = signatureLength; ;) {
    if (at + 12 > file.length) throw new Error('it is cut short: it has no end');
    const length = file.readUInt32BE(at);
    const kind = file.toString('latin1', at + 4, at + 8);
    const next = at + 12 + length;
    if (next > file.length) throw new Error(`it is cut short: its ${kind} has ${length} bytes`);
    if (kind === 'IDAT') data.push(file.subarray(at + 8, at + 8 + length));
    if (kind === 'IEND') break;
    at = next;
  }
  const [width, height] = [file.readUInt32BE(16), file.readUInt32BE(20)];
  const [depth, color, interlaced] = [file[24], file[25], file[28]];
  // Each row begins with the number of its filter.
  const expected = height * (1 + Math.ceil((width * depth * (samples[color] ?? 1)) / 8));
  const pixels = data.length === 0 ? 0 : unpackedLength(Buffer.concat(data), 2 * expected + 4096);
  // The seven passes of an interlaced picture have separate rows: at least as many bytes.
  if (pixels < expected) {
    const rows = interlaced === 0 ? `: ${pixels} of ${expected} bytes of pixels are there` : '';
    throw new Error(`it is cut short${rows}`);
  }
}

/** Number of packed bytes, which also limits the unpacked ones. */
function unpackedLength(packed: Buffer, most: number): number {
  try {
    return inflateSync(packed, { maxOutputLength: most }).length;
  } catch (error) {
    throw new Error(`its pixels cannot be unpacked: ${(error as Error).message}`, { cause: error });
  }
}

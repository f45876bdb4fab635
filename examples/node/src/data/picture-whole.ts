import { inflateSync } from 'node:zlib';

/** Bytes before the first chunk of a PNG. */
const signatureLength = 8;

/** Samples of a pixel by a PNG's color type. */
const samples: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/**
 * Checks that a PNG is all there: its decoder takes what is missing from memory that others have left.
 *
 * @throws Error if it is cut short.
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
  // The seven passes of an interlaced picture have rows of their own: at least as many bytes.
  if (pixels < expected) {
    const rows = interlaced === 0 ? `: ${pixels} of ${expected} bytes of pixels are there` : '';
    throw new Error(`it is cut short${rows}`);
  }
}

/** Number of packed bytes, which also limits how many are unpacked. */
function unpackedLength(packed: Buffer, most: number): number {
  try {
    return inflateSync(packed, { maxOutputLength: most }).length;
  } catch (error) {
    throw new Error(`its pixels cannot be unpacked: ${(error as Error).message}`, { cause: error });
  }
}

/** A page of a TIFF: its fields by their number, `t256` and so on. */
type TiffPage = Readonly<Record<string, unknown>>;

/** How many bytes of pixels a byte can hold at most, by compression: none, LZW (strings of 4096 in 12 bits), deflate, PackBits. */
const densest: Readonly<Record<number, number>> = { 1: 1, 5: 2731, 8: 1033, 32946: 1033, 32773: 64 };

/**
 * Checks that the pixels of a TIFF's page lie within the file, and that its colors are known. Its decoder takes what is missing
 * for black.
 *
 * @throws Error if it is cut short, or of colors that are not decoded.
 * @see TIFF, revision 6.0: PhotometricInterpretation, StripOffsets, StripByteCounts, TileOffsets, TileByteCounts.
 */
export function requireWholeTiff(page: TiffPage, length: number): void {
  const numbers = (field: string) => Array.from((page[field] ?? []) as ArrayLike<number>, Number);
  const first = (field: string, otherwise: number) => numbers(field)[0] ?? otherwise;
  if (first('t262', 0) === 5) throw new Error('its colors are CMYK, for printing: save it with RGB colors');
  const offsets = [...numbers('t273'), ...numbers('t324')];
  const counts = [...numbers('t279'), ...numbers('t325')];
  const ends = offsets.map((offset, part) => offset + (counts[part] ?? 1));
  if (ends.some((end) => !(end <= length))) throw new Error('it is cut short: its pixels lie beyond its end');
  const bits = first('t256', 0) * first('t258', 1) * first('t277', 1);
  const needed = first('t257', 0) * Math.ceil(bits / 8);
  const held = counts.length > 0 ? counts.reduce((sum, count) => sum + count, 0) : length;
  if (offsets.length === 0 || held * (densest[first('t259', 1)] ?? Infinity) < needed) {
    throw new Error(`it is cut short: it holds ${held} bytes for ${needed} bytes of pixels`);
  }
}

import { mostPixels } from './picture-size';
import type { TiffPage } from './tiff-page';

/** The most bytes of pixels per byte, by compression: none, LZW (strings of 4096 in 12 bits), JPEG, deflate, PackBits. */
const densest: Readonly<Record<number, number>> = {
  1: 1,
  5: 2731,
  7: Infinity,
  8: 1033,
  32946: 1033,
  32773: 64,
};

/** The colors that are decoded: gray from white or from black, RGB, of a palette, YCbCr. */
const colors = [0, 1, 2, 3, 6];

/** The most bytes of a picture's pixels before the conversion to RGB: four samples of 16 bits per pixel. */
const mostBytes = 8 * mostPixels;

/**
 * Checks that the pixels of a TIFF's page lie within the file, are of a supported kind, and are no more than the page needs. Its
 * decoder takes missing pixels for black, and processes surplus ones.
 *
 * @throws Error if it is truncated, or of an unsupported kind or size.
 * @see TIFF, revision 6.0: Compression, PhotometricInterpretation, StripOffsets, StripByteCounts, TileOffsets, TileByteCounts.
 */
export function requireWholeTiff(page: TiffPage, length: number): void {
  const numbers = (field: string): number[] => page[field] ?? [];
  const first = (field: string, otherwise: number): number => numbers(field)[0] ?? otherwise;
  if (numbers('t256').length === 0 || numbers('t257').length === 0)
    throw new Error('it is cut short: it has no size');
  const [color, compression] = [first('t262', 0), first('t259', 1)];
  if (color === 5) throw new Error('its colors are CMYK, for printing: save it with RGB colors');
  if (!colors.includes(color)) throw new Error(`its colors, number ${color} of TIFF, are not decoded`);
  const dense = densest[compression];
  if (dense === undefined) throw new Error(`its compression, number ${compression} of TIFF, is not decoded`);
  const [bits, samples] = [first('t258', 1), first('t277', 1)];
  if (!(bits >= 1 && bits <= 32 && samples >= 1 && samples <= 8)) {
    throw new Error(`it is damaged: its pixels have ${samples} samples of ${bits} bits`);
  }
  const needed = first('t257', 0) * Math.ceil((first('t256', 0) * bits * samples) / 8);
  if (needed > mostBytes)
    throw new Error(`it needs ${needed} bytes for its pixels, and at most ${mostBytes} are decoded`);
  requireParts(page, { needed, dense, length });
}

function requireParts(
  page: TiffPage,
  { needed, dense, length }: { needed: number; dense: number; length: number },
): void {
  const tiled = page.t322 !== undefined;
  const offsets = (tiled ? page.t324 : page.t273) ?? [];
  const counts = (tiled ? page.t325 : page.t279) ?? [];
  if (offsets.length > partsOf(page, tiled))
    throw new Error('it is damaged: it has more pixels than its size');
  if (offsets.some((offset, part) => !(offset + (counts[part] ?? 1) <= length))) {
    throw new Error('it is cut short: its pixels lie beyond its end');
  }
  const held = counts.length > 0 ? counts.reduce((sum, count) => sum + count, 0) : length;
  if (offsets.length === 0 || held * dense < needed) {
    throw new Error(`it is cut short: it holds ${held} bytes for ${needed} bytes of pixels`);
  }
  if (counts.length > 0 && held > length) throw new Error('it is damaged: its parts lie over one another');
}

/** Returns the number of strips or tiles of a page. */
function partsOf(page: TiffPage, tiled: boolean): number {
  const [width, height] = [page.t256[0], page.t257[0]];
  if (!tiled) return Math.ceil(height / Math.max(page.t278?.[0] ?? height, 1));
  const [across, down] = [page.t322[0], page.t323?.[0] ?? 0];
  // A tile may be larger than the picture, though not by much: tiles are of some hundred pixels.
  if (!(across * down > 0 && across * down <= Math.max(width * height * 4, 1 << 20))) {
    throw new Error(`it is damaged: its tiles have ${across}×${down} pixels`);
  }
  return Math.ceil(width / across) * Math.ceil(height / down);
}

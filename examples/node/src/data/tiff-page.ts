/** The first page of a TIFF: its fields by their number, `t256` and so on, as utif2 has them. */
export type TiffPage = Record<string, number[]>;

/** Bytes of a value by its type: BYTE, SHORT, LONG, and UNDEFINED for JPEG tables. Other types have no pixels. */
const typeBytes: Readonly<Record<number, number>> = { 1: 1, 3: 2, 4: 4, 7: 1 };

/**
 * The fields that pixels are decoded with: size, bits, compression, colors, strips, tiles, samples, predictor, palette, JPEG tables.
 * With others, utif2 takes a picture for raw sensor data.
 */
const fields = new Set([
  256, 257, 258, 259, 262, 266, 273, 277, 278, 279, 284, 317, 320, 322, 323, 324, 325, 338, 339, 347,
]);

/**
 * Reads the directory of a TIFF's first page. utif2 reads those of all pages, whatever their number and length, and for
 * minutes if they form a cycle.
 *
 * @throws Error if it is truncated.
 * @see TIFF, revision 6.0, section 2.
 */
export function readTiffPage(file: Buffer): TiffPage {
  const little = file.toString('latin1', 0, 2) === 'II';
  const view = new DataView(file.buffer, file.byteOffset, file.length);
  const within = (at: number, bytes: number): number => {
    if (at + bytes > file.length) throw new Error('it is cut short: its directory lies beyond its end');
    return at;
  };
  const start = view.getUint32(within(4, 4), little);
  const count = view.getUint16(within(start, 2), little);
  const page: TiffPage = {};
  for (let entry = 0; entry < count; entry++) {
    const at = within(start + 2 + 12 * entry, 12);
    const field = view.getUint16(at, little);
    const bytes = typeBytes[view.getUint16(at + 2, little)];
    const values = view.getUint32(at + 4, little);
    if (!fields.has(field) || bytes === undefined || values === 0) continue;
    const place = values * bytes <= 4 ? at + 8 : within(view.getUint32(at + 8, little), values * bytes);
    page[`t${field}`] = Array.from({ length: values }, (_, i) =>
      valueAt(view, place + i * bytes, bytes, little),
    );
  }
  return page;
}

function valueAt(view: DataView, at: number, bytes: number, little: boolean): number {
  if (bytes === 1) return view.getUint8(at);
  return bytes === 2 ? view.getUint16(at, little) : view.getUint32(at, little);
}

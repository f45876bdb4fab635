import { encodeBinary } from '../binary-format';
import { CifarFormatError } from '../cifar-errors';
import { cifar10ClassNames } from '../class-names';
import { imageBytes } from '../labeled-images';

/** Channels by the color type of a PNG. Type 3 has a palette. */
const channelsOf: Readonly<Record<number, number>> = { 0: 1, 2: 3, 4: 2, 6: 4 };

/**
 * Converts a PNG with one image per row (1,024 pixels from left to right) to the official binary format.
 *
 * @param labels one label per row.
 * @param name names the PNG in errors.
 * @throws CifarFormatError if the bytes are not a PNG of the right size and color type. The header is checked before decoding.
 */
export async function pictureToBinary(
  png: Uint8Array,
  labels: Uint8Array,
  name: string,
): Promise<Uint8Array> {
  requireHeader(png, labels.length, name);
  const images = await decodePicture(png, name);
  return encodeBinary(
    {
      images,
      labels,
      count: labels.length,
      shape: [32, 32, 3],
      classNames: cifar10ClassNames,
    },
    'cifar10',
  );
}

/** @see Portable Network Graphics (PNG) Specification, W3C, sections 5.2 and 11.2.2. */
function requireHeader(png: Uint8Array, rows: number, name: string): void {
  const header = new DataView(png.buffer, png.byteOffset, png.byteLength);
  if (png.length < 33 || header.getUint32(0) !== 0x89504e47 || header.getUint32(12) !== 0x49484452) {
    throw new CifarFormatError(`${name} must be a PNG: it has no PNG header`);
  }
  const [width, height] = [header.getUint32(16), header.getUint32(20)];
  const [depth, color] = [png[24], png[25]];
  if (width * 3 !== imageBytes || height !== rows || depth !== 8 || color !== 2) {
    const kind = color === 3 ? 'a palette' : `${channelsOf[color] ?? 'unknown'} channels of ${depth} bits`;
    throw new CifarFormatError(
      `${name} must be 1024 × ${rows} pixels with 3 channels of 8 bits, got ${width} × ${height} with ${kind}`,
    );
  }
}

async function decodePicture(png: Uint8Array, name: string): Promise<Uint8Array> {
  const { decodePng } = await import('./third-party');
  try {
    return decodePng(png).data as Uint8Array;
  } catch (error) {
    throw new CifarFormatError(`${name} must be a PNG: ${(error as Error).message}`, {
      cause: error,
    });
  }
}

import { grouped } from '@nin/recipes';
import { disableTypes, imageSize, types } from 'image-size';

/** The formats that are decoded, by their names in `image-size`. */
const kinds = ['png', 'jpg', 'bmp', 'gif', 'tiff'];

/**
 * The most pixels a picture may have: those of a camera of 24 megapixels. As a JPEG they take 0.94 GB and 7 s of a processor, as a
 * PNG of 16 bits 0.94 GB and 9 s, so that more of them would not fit the bounds of the decoding process.
 */
export const mostPixels = 24e6;

/**
 * Checks the header of a picture, before a decoder allocates memory by it.
 *
 * @returns the format of the picture.
 * @throws Error if it is not a picture, or has no pixels, or too many.
 */
export function requirePictureSize(file: Uint8Array): string {
  // Other formats are not decoded, so their headers are not read.
  disableTypes(types.filter((type) => !kinds.includes(type)));
  let found: ReturnType<typeof imageSize>;
  try {
    found = imageSize(file);
  } catch {
    throw new Error('its header is of no such picture, or cut short');
  }
  const { width, height, type = '' } = found;
  if (!(width > 0 && height > 0)) throw new Error(`its header says ${width}×${height} pixels`);
  if (width * height > mostPixels) {
    throw new Error(
      `its header says ${grouped(width)}×${grouped(height)} pixels, and at most ${grouped(mostPixels)} are decoded`,
    );
  }
  return type;
}

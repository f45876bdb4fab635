import { Jimp } from 'jimp';
import UTIF from 'utif2';
import { requirePictureSize } from './picture-size';
import { requireWholePng } from './picture-whole';
import { readTiffPage, type TiffPage } from './tiff-page';
import { requireWholeTiff } from './tiff-whole';

/** The target size of a picture. */
export interface PictureSize {
  width: number;
  height: number;
}

/**
 * Returns the RGB bytes of a picture (PNG, JPEG, BMP, GIF, TIFF): its center, cropped to the target's aspect ratio and
 * scaled, on white where it is transparent.
 *
 * @throws Error if it is not a picture, damaged or truncated, as far as its decoder detects it.
 */
export async function decodePicture(file: Buffer, { width, height }: PictureSize): Promise<Uint8Array> {
  const kind = requirePictureSize(file);
  if (kind === 'png') requireWholePng(file);
  const picture = await (kind === 'tiff' ? firstPage(file) : read(file));
  picture.cover({ w: width, h: height });
  return onWhite(picture.bitmap.data);
}

function read(file: Buffer) {
  const options = { 'image/jpeg': { tolerantDecoding: false, maxMemoryUsageInMB: 1024 } };
  return decoded(() => Jimp.fromBuffer(file, options));
}

/** jimp's decoder takes all pages of a TIFF apart, of which there may be thousands, and shows the first. */
async function firstPage(file: Buffer) {
  const page = readTiffPage(file);
  requireWholeTiff(page, file.length);
  return decoded(() => {
    // What it decodes to comes into these three.
    const picture = { ...page } as TiffPage & Pick<UTIF.IFD, 'width' | 'height' | 'data'>;
    UTIF.decodeImage(file, picture);
    const { width, height } = picture;
    return new Jimp({ data: Buffer.from(UTIF.toRGBA8(picture)), width, height });
  });
}

/** Calls a decoder. Each reports truncated files in a different way, or throws values that are not Errors. */
async function decoded<Result>(decode: () => Result | Promise<Result>): Promise<Result> {
  try {
    return await decode();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`it is damaged or cut short (${reason})`, { cause: error });
  }
}

/** RGBA to RGB, laid on white. */
function onWhite(rgba: Uint8Array): Uint8Array {
  const rgb = new Uint8Array((rgba.length / 4) * 3);
  for (let pixel = 0; pixel < rgba.length / 4; pixel++) {
    const opacity = rgba[4 * pixel + 3] / 255;
    for (let channel = 0; channel < 3; channel++) {
      rgb[3 * pixel + channel] = Math.round(opacity * rgba[4 * pixel + channel] + (1 - opacity) * 255);
    }
  }
  return rgb;
}

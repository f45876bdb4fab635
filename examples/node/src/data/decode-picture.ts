import { Jimp } from 'jimp';

/** How large a picture is to be. */
export interface PictureSize {
  width: number;
  height: number;
}

/**
 * Makes RGB bytes of a picture (PNG, JPEG, BMP, GIF, TIFF): its middle, cut to the shape asked for and scaled, on white
 * where it is transparent.
 *
 * @throws Error if it is none.
 */
export async function decodePicture(file: Buffer, { width, height }: PictureSize): Promise<Uint8Array> {
  const picture = await Jimp.read(file);
  picture.cover({ w: width, h: height });
  return onWhite(picture.bitmap.data);
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

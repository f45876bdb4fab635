import { readFile } from 'node:fs/promises';
import { Jimp } from 'jimp';
import { reasonOf, UsageError } from '../failure';

/** Side of the images the networks were trained on. */
const side = 32;

/**
 * Reads a picture (PNG, JPEG, BMP, GIF, TIFF) as 32×32 RGB bytes: its middle square, made smaller, on white where it is
 * transparent.
 *
 * @throws UsageError if it cannot be read or is no picture.
 */
export async function readImage(path: string): Promise<Uint8Array> {
  let file: Buffer;
  try {
    file = await readFile(path);
  } catch (error) {
    throw new UsageError(`IMAGE must be a file that can be read, got ${path}: ${reasonOf(error)}`);
  }
  try {
    const picture = await Jimp.read(file);
    picture.cover({ w: side, h: side });
    return onWhite(picture.bitmap.data);
  } catch (error) {
    throw new UsageError(
      `IMAGE must be a PNG, JPEG, BMP, GIF or TIFF picture, got ${path}: ${reasonOf(error)}`,
    );
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

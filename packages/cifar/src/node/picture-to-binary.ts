import { decode } from 'fast-png';
import { encodeBinary } from '../binary-format';
import { CifarFormatError } from '../cifar-errors';
import { cifar10ClassNames } from '../class-names';
import { imageBytes } from '../labeled-images';

/**
 * The official binary file of a batch kept as a PNG: one image a row, its 1,024 pixels from left to right.
 *
 * @param labels one for each row.
 * @param name what to call the picture in an error.
 * @throws CifarFormatError if the bytes are no PNG, or one of another size or kind.
 */
export function pictureToBinary(png: Uint8Array, labels: Uint8Array, name: string): Uint8Array {
  const { width, height, channels, depth, data, palette } = decodePicture(png, name);
  const kind = palette ? 'a palette' : `${channels} channels of ${depth} bits`;
  if (width * 3 !== imageBytes || height !== labels.length || palette || channels !== 3 || depth !== 8) {
    throw new CifarFormatError(
      `${name} must be 1024 × ${labels.length} pixels with 3 channels of 8 bits, got ${width} × ${height} with ${kind}`,
    );
  }
  return encodeBinary(
    {
      images: data as Uint8Array,
      labels,
      count: height,
      shape: [32, 32, 3],
      classNames: cifar10ClassNames,
    },
    'cifar10',
  );
}

function decodePicture(png: Uint8Array, name: string): ReturnType<typeof decode> {
  try {
    return decode(png);
  } catch (error) {
    throw new CifarFormatError(`${name} must be a PNG picture: ${(error as Error).message}`, {
      cause: error,
    });
  }
}

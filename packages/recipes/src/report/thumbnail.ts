import type { LabeledImages } from '@nin/cifar';
import { encode } from 'fast-png';

/** One image of a data set as a PNG in a data URL. */
export function thumbnail(data: LabeledImages, index: number): string {
  const [height, width, channels] = data.shape;
  const size = height * width * channels;
  const png = encode({
    width,
    height,
    channels,
    depth: 8,
    data: data.images.subarray(index * size, (index + 1) * size),
  });
  return `data:image/png;base64,${base64(png)}`;
}

function base64(content: Uint8Array): string {
  return btoa(Array.from(content, (byte) => String.fromCharCode(byte)).join(''));
}

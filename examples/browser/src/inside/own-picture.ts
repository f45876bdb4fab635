import type { RgbPicture } from '../worker/lab-api';

/** The largest file that is decoded. What a picture's header says, the browser checks itself. */
const mostBytes = 64e6;

/** The largest square in the middle of a picture. */
export function centreSquare(width: number, height: number): { left: number; top: number; side: number } {
  const side = Math.min(width, height);
  return { left: Math.floor((width - side) / 2), top: Math.floor((height - side) / 2), side };
}

/** RGBA without its A. */
export function withoutAlpha(rgba: ArrayLike<number>): Uint8Array {
  return Uint8Array.from({ length: (rgba.length / 4) * 3 }, (_, i) => rgba[4 * Math.floor(i / 3) + (i % 3)]);
}

/**
 * Reads a person's picture, cuts the square in its middle and scales it. It does not leave the page.
 *
 * @throws DOMException if the browser cannot read it as a picture, as where it is cut short.
 * @throws RangeError if the file is too large.
 */
export async function readPicture(file: Blob, size: { width: number; height: number }): Promise<RgbPicture> {
  if (file.size > mostBytes) {
    throw new RangeError(`the picture must have at most ${mostBytes} bytes, got ${file.size}`);
  }
  const picture = await createImageBitmap(file);
  const { left, top, side } = centreSquare(picture.width, picture.height);
  let source: CanvasImageSource = picture;
  let at = { left, top, side };
  // A canvas that shrinks more than by half at a time leaves pixels out, and the picture gets rough edges.
  while (at.side > 2 * Math.max(size.width, size.height)) {
    const half = Math.ceil(at.side / 2);
    source = drawn(source, at, { width: half, height: half }).canvas;
    at = { left: 0, top: 0, side: half };
  }
  const { data } = drawn(source, at, size).getImageData(0, 0, size.width, size.height);
  picture.close();
  return { ...size, pixels: withoutAlpha(data) };
}

function drawn(
  source: CanvasImageSource,
  { left, top, side }: { left: number; top: number; side: number },
  { width, height }: { width: number; height: number },
): CanvasRenderingContext2D {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width, height });
  const context = canvas.getContext('2d')!;
  // What is transparent in the picture is white on most pages.
  context.fillStyle = 'white';
  context.fillRect(0, 0, width, height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(source, left, top, side, side, 0, 0, width, height);
  return context;
}

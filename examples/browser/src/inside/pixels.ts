import type { Filters, RgbPicture } from '../worker/lab-api';

/** A color of bytes. */
export type RgbColor = readonly [red: number, green: number, blue: number];

/** One class's map. */
interface ClassMap {
  width: number;
  height: number;
  values: Float32Array;
}

/** The largest size of a number in the maps of all classes: one scale for all, so that classes can be compared. */
export function largestOf(maps: ArrayLike<number>): number {
  let largest = 0;
  for (let i = 0; i < maps.length; i++) largest = Math.max(largest, Math.abs(maps[i]));
  return largest;
}

/**
 * The value of a map at a place of the image, both from 0 to 1. Each number of the map stands in the middle of its part
 * of the image; between the middles it is interpolated if the map is to be smooth.
 */
export function mapAt({ width, height, values }: ClassMap, x: number, y: number, smooth: boolean): number {
  if (!smooth) return values[nearest(y, height) * width + nearest(x, width)];
  const [left, right, across] = neighbors(x, width);
  const [top, bottom, down] = neighbors(y, height);
  const upper = mix(values[top * width + left], values[top * width + right], across);
  const lower = mix(values[bottom * width + left], values[bottom * width + right], across);
  return mix(upper, lower, down);
}

/**
 * An image with a map laid over it, as RGBA: the image in gray, more of a color the further the map is from zero.
 *
 * @param image RGBA, `side` pixels wide and high.
 * @param most what gets the full color.
 */
export function overlay(
  image: Uint8ClampedArray,
  side: { width: number; height: number },
  map: ClassMap,
  { most, smooth, above, below }: { most: number; smooth: boolean; above: RgbColor; below: RgbColor },
  scale: number,
): Uint8ClampedArray<ArrayBuffer> {
  const width = side.width * scale;
  const height = side.height * scale;
  const pixels = new Uint8ClampedArray(4 * width * height);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const from = 4 * (Math.floor(row / scale) * side.width + Math.floor(column / scale));
      const gray = 0.299 * image[from] + 0.587 * image[from + 1] + 0.114 * image[from + 2];
      const value = mapAt(map, (column + 0.5) / width, (row + 0.5) / height, smooth);
      const share = most === 0 ? 0 : Math.min(1, Math.abs(value) / most);
      const color = value >= 0 ? above : below;
      const to = 4 * (row * width + column);
      for (let channel = 0; channel < 3; channel++) {
        pixels[to + channel] = mix(gray, color[channel], coverage * share);
      }
      pixels[to + 3] = 255;
    }
  }
  return pixels;
}

/** How much of the image the full color hides. */
const coverage = 0.85;

function mix(from: number, to: number, share: number): number {
  return from + (to - from) * share;
}

function nearest(place: number, count: number): number {
  return Math.min(count - 1, Math.max(0, Math.floor(place * count)));
}

/** The two numbers beside a place, and how far it is from the first. */
function neighbors(place: number, count: number): [first: number, second: number, share: number] {
  const position = Math.min(count - 1, Math.max(0, place * count - 0.5));
  const first = Math.floor(position);
  return [first, Math.min(count - 1, first + 1), position - first];
}

/**
 * The kernels as RGBA pictures, one behind the other. All are stretched alike: gray is a weight of zero, and the
 * largest weight of all reaches the end of the range.
 */
export function kernelPixels({ size, count, weights }: Filters): Uint8ClampedArray<ArrayBuffer> {
  const largest = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0);
  const pixels = new Uint8ClampedArray(4 * size * size * count);
  for (let pixel = 0; pixel < size * size * count; pixel++) {
    for (let channel = 0; channel < 3; channel++) {
      const weight = weights[3 * pixel + channel];
      pixels[4 * pixel + channel] = largest === 0 ? 128 : 127.5 + (127.5 * weight) / largest;
    }
    pixels[4 * pixel + 3] = 255;
  }
  return pixels;
}

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

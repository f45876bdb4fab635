/** A colour of bytes. */
export type RgbColor = readonly [red: number, green: number, blue: number];

/** One class's map. */
export interface ClassMap {
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
  const [left, right, across] = neighbours(x, width);
  const [top, bottom, down] = neighbours(y, height);
  const upper = mix(values[top * width + left], values[top * width + right], across);
  const lower = mix(values[bottom * width + left], values[bottom * width + right], across);
  return mix(upper, lower, down);
}

/**
 * An image with a map laid over it, as RGBA: the image in grey, more of a colour the further the map is from zero.
 *
 * @param image RGBA, `side` pixels wide and high.
 * @param most what gets the full colour.
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
      const grey = 0.299 * image[from] + 0.587 * image[from + 1] + 0.114 * image[from + 2];
      const value = mapAt(map, (column + 0.5) / width, (row + 0.5) / height, smooth);
      const share = most === 0 ? 0 : Math.min(1, Math.abs(value) / most);
      const color = value >= 0 ? above : below;
      const to = 4 * (row * width + column);
      for (let channel = 0; channel < 3; channel++) {
        pixels[to + channel] = mix(grey, color[channel], coverage * share);
      }
      pixels[to + 3] = 255;
    }
  }
  return pixels;
}

/** How much of the image the full colour hides. */
const coverage = 0.85;

function mix(from: number, to: number, share: number): number {
  return from + (to - from) * share;
}

function nearest(place: number, count: number): number {
  return Math.min(count - 1, Math.max(0, Math.floor(place * count)));
}

/** The two numbers beside a place, and how far it is from the first. */
function neighbours(place: number, count: number): [first: number, second: number, share: number] {
  const position = Math.min(count - 1, Math.max(0, place * count - 0.5));
  const first = Math.floor(position);
  return [first, Math.min(count - 1, first + 1), position - first];
}

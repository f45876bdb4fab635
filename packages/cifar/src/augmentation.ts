import {
  requireBoolean,
  requireNonNegativeInteger,
  requireOneOf,
  requireOptions,
  type OptionNames,
} from '@nin/checks';
import { imageBytes } from './labeled-images';
import type { NormalizationTables } from './normalization';
import { randomInteger } from './seeded-random';

const side = 32;

/** Random changes to each image of a batch. Every image gets its own random numbers. */
export interface Augmentation {
  /** Pixels to pad on each side, 0–31, before cropping 32×32 at a random position. Default 0: no padding. Common: 4. */
  padAndCrop?: number | undefined;
  /** Content of the padding: the image mirrored at its edge pixels (the edge itself is not repeated), or black. Default `'reflect'`. */
  padding?: 'reflect' | 'zero' | undefined;
  /** Whether to mirror each image left to right with probability 1/2. Default false. */
  flip?: boolean | undefined;
  /**
   * Side in pixels, 0–64, of a square around a random pixel that is set to 0 **after** normalization. The square is clipped at the
   * edges of the image. Default 0: no cutout. Common: 8 or 16. See DeVries & Taylor, arXiv 1708.04552.
   */
  cutout?: number | undefined;
}

const optionNames: OptionNames<Augmentation> = { padAndCrop: true, padding: true, flip: true, cutout: true };

/** Writes one image as floats. `from` is a byte offset into `source`, `to` a float offset into `target`. */
export type ImageWriter = (
  source: Uint8Array,
  from: number,
  target: Float32Array,
  to: number,
  key: number,
) => void;

/** Index of each random number of an image. Fixed, so that switching one augmentation off does not change the others. */
const draws = { row: 0, column: 1, flip: 2, cutoutRow: 3, cutoutColumn: 4 };

/** Returns a writer that normalizes and augments in one pass over the pixels, with random numbers from the given key. */
export function imageWriter(tables: NormalizationTables, augmentation: Augmentation): ImageWriter {
  requireOptions('batches: augment', augmentation, optionNames);
  const { padAndCrop = 0, padding = 'reflect', flip = false, cutout = 0 } = augmentation;
  requireNonNegativeInteger('batches: augment.padAndCrop', padAndCrop, side - 1);
  requireOneOf('batches: augment.padding', padding, ['reflect', 'zero']);
  requireBoolean('batches: augment.flip', flip);
  requireNonNegativeInteger('batches: augment.cutout', cutout, 2 * side);

  const placed =
    padAndCrop === 0 && !flip ? plainWriter(tables) : croppingWriter(tables, padAndCrop, padding, flip);
  if (cutout === 0) return placed;
  return (source, from, target, to, key) => {
    placed(source, from, target, to, key);
    const top = randomInteger(key, draws.cutoutRow, side) - (cutout >> 1);
    const left = randomInteger(key, draws.cutoutColumn, side) - (cutout >> 1);
    clearSquare(target, to, top, left, cutout);
  };
}

function plainWriter({ red, green, blue }: NormalizationTables): ImageWriter {
  return (source, from, target, to) => {
    for (let i = 0; i < imageBytes; i += 3) {
      target[to + i] = red[source[from + i]]!;
      target[to + i + 1] = green[source[from + i + 1]]!;
      target[to + i + 2] = blue[source[from + i + 2]]!;
    }
  };
}

function croppingWriter(
  { red, green, blue }: NormalizationTables,
  pad: number,
  padding: 'reflect' | 'zero',
  flip: boolean,
): ImageWriter {
  const sources = paddedSources(pad, padding);
  const straight = sources.map((column) => 3 * column);
  const mirrored = straight.toReversed();
  const places = 2 * pad + 1;
  return (source, from, target, to, key) => {
    const top = randomInteger(key, draws.row, places);
    const left = randomInteger(key, draws.column, places);
    // In the mirrored row, the window that starts at `left` is equally far from the other end.
    const columns = flip && randomInteger(key, draws.flip, 2) === 1 ? mirrored : straight;
    let out = to;
    for (let row = top; row < top + side; row++) {
      const sourceRow = sources[row];
      const start = from + sourceRow * 3 * side;
      for (let column = left; column < left + side; column++) {
        const offset = columns[column];
        const inside = sourceRow >= 0 && offset >= 0;
        const pixel = start + offset;
        target[out] = red[inside ? source[pixel] : 0]!;
        target[out + 1] = green[inside ? source[pixel + 1] : 0]!;
        target[out + 2] = blue[inside ? source[pixel + 2] : 0]!;
        out += 3;
      }
    }
  };
}

/** Returns, for each of the 32 + 2 · pad rows (or columns) of the padded image, the source row, or −1 for black. */
function paddedSources(pad: number, padding: 'reflect' | 'zero'): Int32Array {
  return Int32Array.from({ length: side + 2 * pad }, (_, index) => {
    const position = index - pad;
    if (position >= 0 && position < side) return position;
    if (padding === 'zero') return -1;
    return position < 0 ? -position : 2 * (side - 1) - position;
  });
}

function clearSquare(target: Float32Array, to: number, top: number, left: number, size: number): void {
  const firstColumn = Math.max(left, 0);
  const endColumn = Math.min(left + size, side);
  if (endColumn <= firstColumn) return;
  for (let row = Math.max(top, 0); row < Math.min(top + size, side); row++) {
    const start = to + row * 3 * side;
    target.fill(0, start + 3 * firstColumn, start + 3 * endColumn);
  }
}

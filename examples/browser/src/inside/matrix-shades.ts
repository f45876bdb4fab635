import { normalize, type ConfusionMatrix, type Normalization } from '@nin/metrics';

/** What the numbers of a matrix are divided by; `'none'` shows counts. */
export type ShownAs = Normalization | 'none';

/** The number of each cell: a share, or a count. */
export function cellValues(matrix: ConfusionMatrix, shownAs: ShownAs): ArrayLike<number> {
  return shownAs === 'none' ? matrix.counts : normalize(matrix, shownAs).values;
}

/**
 * How strongly each cell is coloured, from 0 to 1 (or −1 to 1, where values have signs).
 *
 * Shades grow with the square root: a few images in a hundred taken for another class are what a reader looks for, and
 * would be as good as white beside the diagonal.
 */
export function cellShades(values: ArrayLike<number>): Float64Array {
  const most = Array.from(values).reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
  return Float64Array.from(values, (value) =>
    most === 0 ? 0 : Math.sign(value) * Math.sqrt(Math.abs(value) / most),
  );
}

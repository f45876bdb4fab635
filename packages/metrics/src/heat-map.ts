import { requireOneOf } from '@nin/checks';
import { accuracy } from './accuracy';
import { type Normalization, normalize as normalizeMatrix, requireNormalization } from './normalize';
import { colorMaps, type ColorMap } from './color-scale';
import type { ConfusionMatrix } from './confusion-matrix';
import { fixed } from './fixed';
import { themes, type Theme } from './theme';

/** Text of a cell: number of samples, their share, or both. */
export type CellValues = 'counts' | 'percent' | 'both';

/** A cell of the matrix, as shown in every format. */
export interface Cell {
  readonly count: number;
  /** Fraction by which the matrix is normalized; of the true class if it is not normalized. */
  readonly share: number;
  /** Intensity of the color, from 0 to 1. */
  readonly shade: number;
  /** Tooltip of the cell: a complete sentence. */
  readonly description: string;
}

/** A confusion matrix ready to be drawn. */
export interface HeatMap {
  /** Rows of cells. */
  readonly rows: readonly (readonly Cell[])[];
  /** What the deepest color stands for: a count, or a share where the matrix is normalized. Zero if all cells are. */
  readonly maximum: number;
  /** What the colors stand for. */
  readonly measure: string;
  readonly normalized: boolean;
  /** The shade of a share of `maximum`, both from 0 to 1. */
  readonly shadeOf: (share: number) => number;
}

/** Throws unless the options that all pictures have in common are in range. */
export function requireLook(
  name: string,
  options: { colors: ColorMap; normalize: Normalization | undefined; theme: Theme },
): void {
  requireOneOf(`${name}: colors`, options.colors, colorMaps());
  requireNormalization(`${name}: normalize`, options.normalize);
  requireOneOf(`${name}: theme`, options.theme, themes);
}

/**
 * The cells of a matrix, colored by count, or by share if it is to be normalized.
 *
 * @param shadeOf The shade of a share of the maximum, if it is not that share.
 */
export function heatMap(
  matrix: ConfusionMatrix,
  over: Normalization | undefined,
  shadeOf = (share: number) => share,
): HeatMap {
  const { classes, classNames, counts } = matrix;
  const { values: shares } = normalizeMatrix(matrix, over ?? 'true');
  const measured = Array.from(over === undefined ? counts : shares);
  const largest = measured.reduce((a, b) => Math.max(a, b), 0);
  // Shares of a class keep one scale, so that the pictures of two models compare.
  const maximum = over === 'true' || over === 'predicted' ? 1 : largest;
  const cell = (row: number, column: number): Cell => {
    const index = row * classes + column;
    const [count, share] = [counts[index], shares[index]];
    const whole = { true: classNames[row], predicted: `predicted ${classNames[column]}`, all: 'all samples' };
    return {
      count,
      share,
      shade: maximum === 0 ? 0 : shadeOf(measured[index] / maximum),
      description: `${classNames[row]} predicted as ${classNames[column]}: ${count} (${percent(share)} of ${whole[over ?? 'true']})`,
    };
  };
  return {
    rows: classNames.map((_, row) => classNames.map((_, column) => cell(row, column))),
    maximum,
    measure: measures[over ?? 'counts'],
    normalized: over !== undefined,
    shadeOf,
  };
}

/** What colors stand for, by what counts are divided by. */
const measures: Record<Normalization | 'counts', string> = {
  counts: 'Samples',
  true: 'Share of true class',
  predicted: 'Share of predicted class',
  all: 'Share of all samples',
};

/** The lines of text a cell shows. */
export function cellTexts(
  { count, share }: Pick<Cell, 'count' | 'share'>,
  values: CellValues | 'none',
): string[] {
  if (values === 'none') return [];
  if (values === 'counts') return [String(count)];
  return values === 'percent' ? [percent(share)] : [String(count), percent(share)];
}

/** A share in [0, 1] as percent with one decimal; only nothing is 0% and only everything 100%. */
export function percent(share: number): string {
  if (share === 0 || share === 1) return `${share * 100}%`;
  if (share < 0.0005) return '<0.1%';
  if (share >= 0.9995) return '>99.9%';
  return `${fixed(share * 100, 1)}%`;
}

/** How good the matrix is, in a line. */
export function accuracyLine(matrix: ConfusionMatrix): string {
  if (matrix.total === 0) return 'No samples';
  return `Accuracy ${percent(accuracy(matrix))} of ${matrix.total.toLocaleString('en-US')} samples`;
}

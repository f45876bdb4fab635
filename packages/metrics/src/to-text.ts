import { requireOneOf, requirePositiveInteger } from './checks';
import { parseColor } from './color';
import { colorScale, type CellColors, type ColorMap, type Scheme } from './color-scale';
import type { ConfusionMatrix } from './confusion-matrix';
import { displayWidth, padLeft, plain } from './display-width';
import { cellTexts, heatMap, requireDrawable, type CellValues } from './heat-map';
import type { Normalization } from './normalization';

/** Options of {@link toText}. */
export interface TextOptions {
  /** Shares, and colors, of the true class, the predicted class or all samples. Left out, the cells hold counts. */
  normalize?: Normalization;
  /**
   * The text in the cells. Shares are those of `normalize`, else of the true class. Default `'counts'`, or `'percent'`
   * with `normalize`.
   */
  values?: CellValues;
  /** The columns of the terminal. A wider table gets numbers for the names above its columns. Default 100. */
  width?: number;
  /** Whether to color the cells with ANSI escape codes, in 24-bit color. Default false. */
  ansi?: boolean;
  /** The color map of `ansi`. Default `'blues'`. */
  colors?: ColorMap;
  /** The ground of the terminal, for `ansi`. Default `'dark'`. */
  theme?: Scheme;
}

const corner = 'true \\ predicted';

/**
 * The matrix as an aligned table for a terminal or a log, without a line break at its end.
 *
 * Where names do not fit in `width`, columns are numbered, and the names of the rows carry the same numbers. A table
 * of many classes may still be wider than `width`; it is never folded.
 *
 * @throws RangeError if an option is out of range, or the matrix does not fit its own class count.
 */
export function toText(
  matrix: ConfusionMatrix,
  {
    normalize,
    values = normalize === undefined ? 'counts' : 'percent',
    width = 100,
    ansi = false,
    colors = 'blues',
    theme = 'dark',
  }: TextOptions = {},
): string {
  requireDrawable('toText', matrix, { colors, normalize, theme });
  requireOneOf('toText: theme', theme, ['light', 'dark']);
  requireOneOf('toText: values', values, ['counts', 'percent', 'both']);
  requirePositiveInteger('toText: width', width);
  const { rows } = heatMap(matrix, normalize);
  const names = matrix.classNames.map(plain);
  const texts = rows.map((row) => row.map((cell) => cellTexts(cell, values).join(' ')));
  const scale = colorScale(colors, theme);
  const paint = (text: string, shade: number) => (ansi ? colored(text, scale(shade)) : text);

  const named = columnsFor(names, names, texts);
  const { rowNames, columnNames, nameWidth, cellWidths } =
    named.tableWidth <= width
      ? named
      : columnsFor(
          names.map((name, i) => `${name} ${i}`),
          names.map((_, i) => String(i)),
          texts,
        );
  const header = [padLeft(corner, nameWidth), ...columnNames.map((name, j) => padLeft(name, cellWidths[j]))];
  return [
    header.join('  '),
    ...rows.map((row, i) =>
      // The two spaces between columns belong to the cells, so that their colors touch.
      [
        padLeft(rowNames[i], nameWidth) + ' ',
        ...row.map(({ shade }, j) => paint(` ${padLeft(texts[i][j], cellWidths[j])} `, shade)),
      ]
        .join('')
        .trimEnd(),
    ),
  ].join('\n');
}

function columnsFor(rowNames: string[], columnNames: string[], texts: readonly (readonly string[])[]) {
  const nameWidth = Math.max(displayWidth(corner), ...rowNames.map(displayWidth));
  const cellWidths = columnNames.map((name, j) =>
    Math.max(displayWidth(name), ...texts.map((row) => row[j].length)),
  );
  const tableWidth = cellWidths.reduce((sum, width) => sum + 2 + width, nameWidth);
  return { rowNames, columnNames, nameWidth, cellWidths, tableWidth };
}

function colored(text: string, { fill, ink }: CellColors): string {
  return `\u001B[48;2;${parseColor(fill).join(';')}m\u001B[38;2;${parseColor(ink).join(';')}m${text}\u001B[0m`;
}

import {
  printable,
  requireBoolean,
  requireOneOf,
  requireOptions,
  requirePositiveInteger,
  type OptionNames,
} from '@nin/checks';
import { mostShownClasses } from './class-groups';
import { parseColor } from './color';
import { colorScale, type CellColors, type ColorMap, type Scheme } from './color-scale';
import { digestText } from './digest-text';
import { displayWidth, padLeft } from './display-width';
import { cellTexts, heatMap, requireLook, type CellValues } from './heat-map';
import type { Normalization } from './normalize';
import { readMatrix, type CountedMatrix } from './read-matrix';

/** Options of {@link toText}. */
export interface TextOptions {
  /** Shows and colors shares of the true class, the predicted class or all samples. Default: counts. */
  normalize?: Normalization | undefined;
  /**
   * Text in the cells. Percentages are those of `normalize`, or of the true class without it. Default `'counts'`, or `'percent'`
   * with `normalize`. In a digest (more than 100 classes) it applies to the pairs, and the default is `'both'`.
   */
  values?: CellValues | undefined;
  /** Columns of the terminal. In a wider table, columns are numbered; in a digest, names are truncated. Default 100. */
  width?: number | undefined;
  /** Whether to color the cells with ANSI escape codes, in 24-bit color. Default false. */
  ansi?: boolean | undefined;
  /** Color map of `ansi`. Default `'blues'`. */
  colors?: ColorMap | undefined;
  /** Background of the terminal, for `ansi`. Default `'dark'`. */
  theme?: Scheme | undefined;
}

const optionNames: OptionNames<TextOptions> = {
  normalize: true,
  values: true,
  width: true,
  ansi: true,
  colors: true,
  theme: true,
};

const corner = 'true \\ predicted';

/**
 * Returns the matrix as an aligned table for a terminal or a log, without a trailing line break.
 *
 * If names do not fit in `width`, columns are numbered, and row names include the numbers. A table of many classes may be wider
 * than `width`; lines are not wrapped. Class names cannot break lines or control the terminal: line breaks, control characters
 * and bidirectional controls are escaped as `\n`, `\x1b`, `\u{202e}`.
 *
 * Above 100 classes, the result is a digest: the 20 most confused pairs (by count, or by share with `normalize`), the 20 classes
 * with the lowest recall and their most frequent confusion, and a histogram of recalls. {@link toCsv} and {@link toJson} contain
 * every count.
 *
 * @throws RangeError if an option is out of range, or the matrix contradicts its class count.
 * @throws TypeError if an argument is of the wrong type, or an option is unknown.
 */
export function toText(matrix: CountedMatrix, options: TextOptions = {}): string {
  const checked = readMatrix('toText', matrix);
  requireOptions('toText: options', options, optionNames);
  const { normalize, width = 100, ansi = false, colors = 'blues', theme = 'dark' } = options;
  const isDigest = checked.classes > mostShownClasses;
  const usual = normalize === undefined ? 'counts' : 'percent';
  const { values = isDigest ? 'both' : usual } = options;
  requireLook('toText', { colors, normalize, theme });
  requireOneOf('toText: theme', theme, ['light', 'dark']);
  requireOneOf('toText: values', values, ['counts', 'percent', 'both']);
  requirePositiveInteger('toText: width', width);
  requireBoolean('toText: ansi', ansi);
  const scale = colorScale(colors, theme);
  const paint = (text: string, shade: number) => (ansi ? colored(text, scale(shade)) : text);
  if (isDigest) return digestText(checked, normalize, values, width, paint);

  const { rows } = heatMap(checked, normalize);
  const names = checked.classNames.map(printable);
  const texts = rows.map((row) => row.map((cell) => cellTexts(cell, values).join(' ')));
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

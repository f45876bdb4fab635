import { requireOneOf } from './checks';
import { colorScales, type ColorMap } from './color-scale';
import type { ConfusionMatrix } from './confusion-matrix';
import { accuracyLine, cellTexts, heatMap, requireDrawable, type Cell, type CellValues } from './heat-map';
import { mostConfused } from './most-confused';
import type { Normalization } from './normalization';
import { svgAxes } from './svg-axes';
import { svgCells } from './svg-cells';
import { colorBarTicks, svgColorBar } from './svg-color-bar';
import { paletteColor, svgElements } from './svg-elements';
import { svgLayout } from './svg-layout';
import { textWidth } from './text-width';
import type { Theme } from './theme';

/** Options of {@link toSvg}. */
export interface SvgOptions {
  /** The color map. Default `'blues'`. */
  colors?: ColorMap;
  /** Colors the cells by share of the true class, the predicted class or all samples; by count if left out. */
  normalize?: Normalization;
  /**
   * The text in the cells. Shares are those of `normalize`, else of the true class. Default `'both'` up to 12 classes;
   * up to 30 `'counts'`, or `'percent'` with `normalize`; above that `'none'`.
   */
  values?: CellValues | 'none';
  /** The heading; an empty string leaves it out. Default 'Confusion matrix'. */
  title?: string;
  /** The line below the heading; an empty string leaves it out. Default the accuracy and the number of samples. */
  subtitle?: string;
  /** The ground it is drawn for: light, dark, or as the reader's system is set. Default `'light'`. */
  theme?: Theme;
}

/**
 * The matrix as a heat map with class names, a color bar and a tooltip for each cell: a complete SVG document.
 *
 * It has no ids, scripts, external fonts or files, so it may be saved, used as an image, or set into a page as it is.
 * Long class names are cut short and shown whole to whoever points at them. Above 100 classes empty cells have no tooltip.
 *
 * @throws RangeError if an option is out of range, or the matrix does not fit its own class count.
 */
export function toSvg(
  matrix: ConfusionMatrix,
  {
    colors = 'blues',
    normalize,
    values = defaultValues(matrix.classes, normalize),
    title = 'Confusion matrix',
    subtitle,
    theme = 'light',
  }: SvgOptions = {},
): string {
  requireDrawable('toSvg', matrix, { colors, normalize, theme });
  requireOneOf('toSvg: values', values, ['counts', 'percent', 'both', 'none']);
  const map = heatMap(matrix, normalize);
  const textsOf = (cell: Cell) => (values === 'none' ? [] : cellTexts(cell, values));
  const ticks = colorBarTicks(map);
  const heading = { title, subtitle: subtitle ?? accuracyLine(matrix) };
  const layout = svgLayout({
    ...heading,
    classNames: matrix.classNames,
    widestCellTexts: widest(map.rows.flat().map(textsOf)),
    tickLabels: ticks.map(({ label }) => label),
  });
  const scales = colorScales(colors);
  const draw = svgElements(theme);
  return draw.document(layout.width, layout.height, title || 'Confusion matrix', description(matrix), [
    draw.rect(0, 0, layout.width, layout.height, paletteColor('ground')),
    ...svgAxes(draw, layout, heading, matrix.classNames),
    ...svgCells(draw, layout, map, scales, textsOf),
    ...svgColorBar(draw, layout, map, scales, ticks),
  ]);
}

function defaultValues(classes: number, normalize: Normalization | undefined): CellValues | 'none' {
  if (classes <= 12) return 'both';
  if (classes > 30) return 'none';
  return normalize === undefined ? 'counts' : 'percent';
}

/** The widest text of each line, over all cells. */
function widest(texts: readonly (readonly string[])[]): string[] {
  return texts[0].map((_, line) =>
    texts.map((lines) => lines[line]).reduce((a, b) => (textWidth(b) > textWidth(a) ? b : a)),
  );
}

/** What the picture shows, in words. */
function description(matrix: ConfusionMatrix): string {
  const pairs = mostConfused(matrix, { limit: 3 }).map(
    ({ trueName, predictedName, count }) => `${trueName} as ${predictedName} (${count})`,
  );
  return [
    `Heat map of ${matrix.classes} classes; rows are true labels, columns predicted labels.`,
    `${accuracyLine(matrix)}.`,
    ...(pairs.length > 0 ? [`Most often taken for another: ${pairs.join(', ')}.`] : []),
  ].join(' ');
}

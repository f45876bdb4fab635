import { requireOneOf, requireOptions, requireString, type OptionNames } from '@nin/checks';
import { mostShownClasses } from './class-groups';
import { colorScales, type ColorMap } from './color-scale';
import type { ConfusionMatrix } from './confusion-matrix';
import { digestLine, digestOf } from './digest';
import { accuracyLine, cellTexts, heatMap, requireLook, type Cell, type CellValues } from './heat-map';
import { mostConfused } from './most-confused';
import type { Normalization } from './normalize';
import { readMatrix, type CountedMatrix } from './read-matrix';
import { svgAxes } from './svg-axes';
import { svgCells } from './svg-cells';
import { colorBarTicks, svgColorBar } from './svg-color-bar';
import { svgDigest, svgDigestLimits, svgDigestWidth } from './svg-digest';
import { paletteColor, svgElements } from './svg-elements';
import { svgLayout } from './svg-layout';
import { textWidth } from './text-width';
import type { Theme } from './theme';

/** Options of {@link toSvg}. */
export interface SvgOptions {
  /** Color map. Default `'blues'`. */
  colors?: ColorMap | undefined;
  /** Colors the cells by share of the true class, the predicted class or all samples. Default: by count. */
  normalize?: Normalization | undefined;
  /**
   * Text in the cells. Percentages are those of `normalize`, or of the true class without it. Default `'both'` up to 12 classes;
   * up to 30 `'counts'`, or `'percent'` with `normalize`; above that `'none'`. In a digest it applies to the pairs, and the
   * default is `'both'`.
   */
  values?: CellValues | 'none' | undefined;
  /** Heading; no heading if empty. Default 'Confusion matrix'. */
  title?: string | undefined;
  /** Line below the heading; no line if empty. Default: accuracy and number of samples. */
  subtitle?: string | undefined;
  /** Background of the picture; `'auto'` follows the reader's `prefers-color-scheme`. Default `'auto'`. */
  theme?: Theme | undefined;
}

const optionNames: OptionNames<SvgOptions> = {
  colors: true,
  normalize: true,
  values: true,
  title: true,
  subtitle: true,
  theme: true,
};

/**
 * Returns the matrix as a heat map with class names, a color bar and a tooltip per cell: a complete SVG document.
 *
 * It has no ids, scripts, external fonts or files, so it may be saved, used as an image, or embedded in a page. Long class names
 * are truncated, with the full name as a tooltip.
 *
 * Above 100 classes, the result is a digest: the heat map of at most 50 groups of neighboring classes, colored by the square
 * root; the 15 most confused pairs (by count, or by share with `normalize`), the 12 classes with the lowest recall, and a
 * histogram of recalls. {@link toCsv} and {@link toJson} contain every count.
 *
 * @throws RangeError if an option is out of range, or the matrix contradicts its class count.
 * @throws TypeError if an argument is of the wrong type, or an option is unknown.
 */
export function toSvg(matrix: CountedMatrix, options: SvgOptions = {}): string {
  const checked = readMatrix('toSvg', matrix);
  requireOptions('toSvg: options', options, optionNames);
  const { colors = 'blues', normalize, title = 'Confusion matrix', theme = 'auto' } = options;
  const digest =
    checked.classes > mostShownClasses ? digestOf(checked, normalize, svgDigestLimits) : undefined;
  const {
    values = digest ? 'both' : defaultValues(checked.classes, normalize),
    subtitle = [accuracyLine(checked), ...(digest ? [digestLine(checked, digest.groups)] : [])].join('; '),
  } = options;
  requireLook('toSvg', { colors, normalize, theme });
  requireOneOf('toSvg: values', values, ['counts', 'percent', 'both', 'none']);
  requireString('toSvg: title', title);
  requireString('toSvg: subtitle', subtitle);
  const map = digest?.map ?? heatMap(checked, normalize);
  const names = digest?.groups.matrix.classNames ?? checked.classNames;
  const fullNames = digest?.groups.fullNames ?? checked.classNames;
  const textsOf = (cell: Cell) => (digest ? [] : cellTexts(cell, values));
  const ticks = colorBarTicks(map);
  const heading = { title, subtitle, grouping: digest ? `, in groups of ${digest.groups.size}` : '' };
  const layout = svgLayout({
    ...heading,
    classNames: names,
    widestCellTexts: widest(map.rows.flat().map(textsOf)),
    tickLabels: ticks.map(({ label }) => label),
    besideWidth: digest ? svgDigestWidth : 0,
  });
  const scales = colorScales(colors);
  const draw = svgElements(theme);
  return draw.document(layout.width, layout.height, title || 'Confusion matrix', description(checked), [
    draw.rect(0, 0, layout.width, layout.height, paletteColor('ground')),
    ...svgAxes(draw, layout, heading, fullNames),
    ...svgCells(draw, layout, map, scales, textsOf),
    ...svgColorBar(draw, layout, map, scales, ticks),
    ...(digest
      ? svgDigest(draw, digest, normalize, values, scales, { x: layout.besideX, y: layout.top })
      : []),
  ]);
}

function defaultValues(classes: number, normalize: Normalization | undefined): CellValues | 'none' {
  if (classes <= 12) return 'both';
  if (classes > 30) return 'none';
  return normalize === undefined ? 'counts' : 'percent';
}

/** Returns the widest text of each line, over all cells. */
function widest(texts: readonly (readonly string[])[]): string[] {
  return texts[0].map((_, line) =>
    texts.map((lines) => lines[line]).reduce((a, b) => (textWidth(b) > textWidth(a) ? b : a)),
  );
}

/** Returns the description of the picture for screen readers. */
function description(matrix: ConfusionMatrix): string {
  const pairs = mostConfused(matrix, { limit: 3 }).map(
    ({ trueName, predictedName, count }) => `${trueName} as ${predictedName} (${count})`,
  );
  return [
    `Heat map of ${matrix.classes} classes; rows are true labels, columns predicted labels.`,
    `${accuracyLine(matrix)}.`,
    ...(pairs.length > 0 ? [`Most often confused: ${pairs.join(', ')}.`] : []),
  ].join(' ');
}

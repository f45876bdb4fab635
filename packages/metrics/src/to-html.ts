import { requireBoolean, requireOneOf, requireOptions, requireString, type OptionNames } from '@nin/checks';
import { escapeMarkup } from '@nin/markup';
import { mostShownClasses } from './class-groups';
import { colorScales, type ColorMap } from './color-scale';
import { accuracyLine, heatMap, requireLook, type CellValues } from './heat-map';
import { htmlDigest } from './html-digest';
import { htmlHeatMap } from './html-heat-map';
import { htmlStyle } from './html-style';
import type { Normalization } from './normalize';
import { readMatrix, type CountedMatrix } from './read-matrix';
import type { Theme } from './theme';

/** Options of {@link toHtml}. */
export interface HtmlOptions {
  /** Color map. Default `'blues'`. */
  colors?: ColorMap | undefined;
  /** Colors the cells by share of the true class, the predicted class or all samples. Default: by count. */
  normalize?: Normalization | undefined;
  /**
   * Text in the cells. Percentages are those of `normalize`, or of the true class without it. Default `'both'` up to 12 classes,
   * above that `'counts'`, or `'percent'` with `normalize`. In a digest it applies to the pairs, and the default is `'both'`.
   */
  values?: CellValues | undefined;
  /** Caption of the table, and title of the page. Default 'Confusion matrix'. */
  title?: string | undefined;
  /** Background of the table; `'auto'` follows the reader's `prefers-color-scheme`. Default `'auto'`. */
  theme?: Theme | undefined;
  /** Whether to return a complete page instead of a fragment. Default false. */
  page?: boolean | undefined;
}

const optionNames: OptionNames<HtmlOptions> = {
  colors: true,
  normalize: true,
  values: true,
  title: true,
  theme: true,
  page: true,
};

/**
 * Returns the matrix as an accessible table with the colors of a heat map: an HTML fragment or page.
 *
 * It includes its styles, and has no ids, scripts or external files. A large table scrolls below sticky class names.
 *
 * Above 100 classes, the result is a digest: the 50 most confused pairs (by count, or by share with `normalize`), the 50 classes
 * with the lowest recall and their most frequent confusion, and a table of at most 50 groups of neighboring classes, colored by
 * the square root. {@link toCsv} and {@link toJson} contain every count.
 *
 * @throws RangeError if an option is out of range, or the matrix contradicts its class count.
 * @throws TypeError if an argument is of the wrong type, or an option is unknown.
 */
export function toHtml(matrix: CountedMatrix, options: HtmlOptions = {}): string {
  const checked = readMatrix('toHtml', matrix);
  requireOptions('toHtml: options', options, optionNames);
  const {
    colors = 'blues',
    normalize,
    values = defaultValues(checked.classes, normalize),
    title = 'Confusion matrix',
    theme = 'auto',
    page = false,
  } = options;
  requireLook('toHtml', { colors, normalize, theme });
  requireOneOf('toHtml: values', values, ['counts', 'percent', 'both']);
  requireString('toHtml: title', title);
  requireBoolean('toHtml: page', page);
  const drawing = { title, values, theme, scales: colorScales(colors) };
  const tables =
    checked.classes > mostShownClasses
      ? htmlDigest(checked, normalize, options.values ?? 'both', drawing)
      : [
          htmlHeatMap(
            heatMap(checked, normalize),
            { names: checked.classNames, fullNames: checked.classNames, subtitle: accuracyLine(checked) },
            drawing,
          ),
        ];
  const fragment = [
    `<div class="confusion-matrix confusion-matrix-${theme}" role="region" aria-label="${escapeMarkup(title)}" tabindex="0">`,
    `<style>${htmlStyle()}</style>`,
    ...tables,
    '</div>',
  ].join('\n');
  return (page ? wholePage(fragment, escapeMarkup(title), theme) : fragment) + '\n';
}

function defaultValues(classes: number, normalize: Normalization | undefined): CellValues {
  if (classes <= 12) return 'both';
  return normalize === undefined ? 'counts' : 'percent';
}

function wholePage(fragment: string, title: string, theme: Theme): string {
  const scheme = theme === 'auto' ? 'light dark' : theme;
  return [
    '<!doctype html>',
    `<html lang="en" style="color-scheme:${scheme}">`,
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${title}</title>`,
    '<style>body{margin:0}.confusion-matrix{min-height:100vh}</style>',
    '</head>',
    '<body>',
    fragment,
    '</body>',
    '</html>',
  ].join('\n');
}

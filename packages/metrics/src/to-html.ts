import { requireOneOf } from './checks';
import { colorScales, type ColorMap } from './color-scale';
import type { ConfusionMatrix } from './confusion-matrix';
import { accuracyLine, cellTexts, heatMap, requireDrawable, type Cell, type CellValues } from './heat-map';
import { htmlStyle } from './html-style';
import { escapeMarkup } from './markup';
import type { Normalization } from './normalization';
import type { Theme } from './theme';

/** Options of {@link toHtml}. */
export interface HtmlOptions {
  /** The color map. Default `'blues'`. */
  colors?: ColorMap;
  /** Colors the cells by share of the true class, the predicted class or all samples; by count if left out. */
  normalize?: Normalization;
  /**
   * The text in the cells. Shares are those of `normalize`, else of the true class. Default `'both'` up to 12 classes,
   * above that `'counts'`, or `'percent'` with `normalize`.
   */
  values?: CellValues;
  /** The caption of the table, and the title of the page. Default 'Confusion matrix'. */
  title?: string;
  /** The ground it is drawn for: light, dark, or as the reader's system is set. Default `'light'`. */
  theme?: Theme;
  /** Whether to give a whole page instead of a part to set into one. Default false. */
  page?: boolean;
}

/**
 * The matrix as an accessible table with the colors of a heat map: a fragment of HTML, or a page.
 *
 * Style included; no ids, scripts or outside files. A table too large for the page scrolls, its class names staying
 * in sight.
 *
 * @throws RangeError if an option is out of range, or the matrix does not fit its own class count.
 */
export function toHtml(
  matrix: ConfusionMatrix,
  {
    colors = 'blues',
    normalize,
    values = defaultValues(matrix.classes, normalize),
    title = 'Confusion matrix',
    theme = 'light',
    page = false,
  }: HtmlOptions = {},
): string {
  requireDrawable('toHtml', matrix, { colors, normalize, theme });
  requireOneOf('toHtml: values', values, ['counts', 'percent', 'both']);
  const { rows } = heatMap(matrix, normalize);
  const scales = colorScales(colors);
  const style = ({ shade }: Cell) => {
    const [light, dark] = [scales.light(shade), scales.dark(shade)];
    if (theme === 'auto')
      return `--light:${light.fill};--light-ink:${light.ink};--dark:${dark.fill};--dark-ink:${dark.ink}`;
    const { fill, ink } = theme === 'light' ? light : dark;
    return `background:${fill};color:${ink}`;
  };
  const cell = (content: Cell) => {
    const [first, ...others] = cellTexts(content, values).map(escapeMarkup);
    const text = [first, ...others.map((other) => `<small>${other}</small>`)].join(' ');
    return `<td style="${style(content)}" title="${escapeMarkup(content.description)}">${text}</td>`;
  };
  const names = matrix.classNames.map(escapeMarkup);
  // A table as wide as its names side by side is easier to read, as long as it fits into most pages.
  const upright =
    matrix.classes > 12 || matrix.classNames.some((name) => name.length > 12)
      ? ' confusion-matrix-upright'
      : '';
  const fragment = [
    `<div class="confusion-matrix confusion-matrix-${theme}${upright}" role="region" aria-label="${escapeMarkup(title)}" tabindex="0">`,
    `<style>${htmlStyle()}</style>`,
    '<table>',
    `<caption>${escapeMarkup(title)}<br><small>${escapeMarkup(accuracyLine(matrix))}</small></caption>`,
    '<thead>',
    `<tr><td></td><th scope="colgroup" colspan="${names.length}">Predicted label</th></tr>`,
    `<tr><th scope="col">True label</th>${names.map((name) => `<th scope="col" title="${name}"><span>${name}</span></th>`).join('')}</tr>`,
    '</thead>',
    '<tbody>',
    ...rows.map(
      (row, i) => `<tr><th scope="row" title="${names[i]}">${names[i]}</th>${row.map(cell).join('')}</tr>`,
    ),
    '</tbody>',
    '</table>',
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

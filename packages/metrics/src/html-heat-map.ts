import { escapeMarkup } from '@nin/markup';
import type { ColorScales } from './color-scale';
import { cellTexts, type Cell, type CellValues, type HeatMap } from './heat-map';
import type { Theme } from './theme';

/** How the tables of a page look. */
export interface HtmlDrawing {
  readonly title: string;
  readonly values: CellValues;
  readonly theme: Theme;
  readonly scales: ColorScales;
}

/** Texts of the caption below the title, and in the headers; full names are tooltips. */
export interface HtmlNames {
  readonly names: readonly string[];
  readonly fullNames: readonly string[];
  readonly subtitle: string;
}

/** A heat map as a table with headers for rows and columns. */
export function htmlHeatMap(
  { rows }: HeatMap,
  { names, fullNames, subtitle }: HtmlNames,
  { title, values, theme, scales }: HtmlDrawing,
): string {
  const style = shadeStyle(theme, scales);
  const cell = (content: Cell) => {
    const [first, ...others] = cellTexts(content, values).map(escapeMarkup);
    const text = [first, ...others.map((other) => `<small>${other}</small>`)].join(' ');
    return `<td style="${style(content.shade)}" title="${escapeMarkup(content.description)}">${text}</td>`;
  };
  // A table as wide as its names side by side is easier to read, as long as it fits into most pages.
  const upright = names.length > 12 || names.some((name) => name.length > 12);
  const headers = names.map((name, i) => ({ name: escapeMarkup(name), full: escapeMarkup(fullNames[i]) }));
  return [
    upright ? '<table class="confusion-matrix-upright">' : '<table>',
    `<caption>${escapeMarkup(title)}<br><small>${escapeMarkup(subtitle)}</small></caption>`,
    '<thead>',
    `<tr><td></td><th scope="colgroup" colspan="${names.length}">Predicted label</th></tr>`,
    `<tr><th scope="col">True label</th>${headers.map(({ name, full }) => `<th scope="col" title="${full}"><span>${name}</span></th>`).join('')}</tr>`,
    '</thead>',
    '<tbody>',
    ...rows.map(
      (row, i) =>
        `<tr><th scope="row" title="${headers[i].full}">${headers[i].name}</th>${row.map(cell).join('')}</tr>`,
    ),
    '</tbody>',
    '</table>',
  ].join('\n');
}

/** The style of a cell of a shade: its colors, or for `'auto'` variables that the style sheet chooses from. */
export function shadeStyle(theme: Theme, scales: ColorScales): (shade: number) => string {
  return (shade) => {
    const [light, dark] = [scales.light(shade), scales.dark(shade)];
    if (theme === 'auto')
      return `--light:${light.fill};--light-ink:${light.ink};--dark:${dark.fill};--dark-ink:${dark.ink}`;
    const { fill, ink } = theme === 'light' ? light : dark;
    return `background:${fill};color:${ink}`;
  };
}

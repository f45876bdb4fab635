import { escapeMarkup } from '@nin/markup';

/** A column of a table of figures. The first one names the rows. */
export interface FigureColumn<Row> {
  readonly heading: string;
  readonly text: (row: Row) => string;
  readonly isNumber?: boolean;
  /** How deep a cell is colored, from 0 to 1; not at all if left out. */
  readonly shade?: (row: Row) => number;
}

/**
 * A table with a row for each class or pair.
 *
 * @param style The style of a shade.
 */
export function htmlFigures<Row>(
  caption: string,
  rows: readonly Row[],
  columns: readonly FigureColumn<Row>[],
  style: (shade: number) => string,
): string {
  const numberClass = (isNumber = false) => (isNumber ? ' class="confusion-matrix-number"' : '');
  const cell = (row: Row, { text, isNumber, shade }: FigureColumn<Row>, column: number) => {
    const content = escapeMarkup(text(row));
    if (column === 0) return `<th scope="row" title="${content}">${content}</th>`;
    const color = shade ? ` style="${style(shade(row))}"` : '';
    return `<td${numberClass(isNumber)}${color}>${content}</td>`;
  };
  const header = ({ heading, isNumber }: FigureColumn<Row>) =>
    `<th scope="col"${numberClass(isNumber)}>${escapeMarkup(heading)}</th>`;
  return [
    '<table class="confusion-matrix-figures">',
    `<caption>${escapeMarkup(caption)}</caption>`,
    `<thead><tr>${columns.map(header).join('')}</tr></thead>`,
    '<tbody>',
    ...rows.map((row) => `<tr>${columns.map((column, i) => cell(row, column, i)).join('')}</tr>`),
    '</tbody>',
    '</table>',
  ].join('\n');
}

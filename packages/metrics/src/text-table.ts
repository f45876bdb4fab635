import { displayWidth, padLeft, padRight } from './display-width';

/** A column of a text table. */
export interface TextColumn {
  readonly heading: string;
  readonly cells: readonly string[];
  /** Whether it holds names: they begin at the left, and are cut short where the table would be too wide. */
  readonly names?: boolean;
  /** Colors a cell, already as wide as its column. */
  readonly paint?: (text: string, row: number) => string;
}

/** The fewest columns that names are cut to. */
const leastNameWidth = 8;

/** The lines of a table, headings first, that takes at most `width` columns of a terminal if its numbers leave room. */
export function textTable(columns: readonly TextColumn[], width: number): string[] {
  const natural = columns.map(({ heading, cells }) => Math.max(...[heading, ...cells].map(displayWidth)));
  const isName = columns.map(({ names = false }) => names);
  const fixed = natural.reduce((sum, wide, i) => sum + (isName[i] ? 0 : wide), 2 * (columns.length - 1));
  const room = Math.floor((width - fixed) / Math.max(1, isName.filter(Boolean).length));
  const widths = natural.map((wide, i) =>
    isName[i] ? Math.min(wide, Math.max(room, leastNameWidth)) : wide,
  );
  const fitted = (text: string, i: number) =>
    isName[i] ? padRight(cut(text, widths[i]), widths[i]) : padLeft(text, widths[i]);
  const line = (texts: readonly string[]) => texts.join('  ').trimEnd();
  return [
    line(columns.map(({ heading }, i) => fitted(heading, i))),
    ...columns[0].cells.map((_, row) =>
      line(columns.map(({ cells, paint = (text) => text }, i) => paint(fitted(cells[row], i), row))),
    ),
  ];
}

/** The text, cut short with an ellipsis if it takes more than `width` columns. */
function cut(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  const characters = Array.from(text);
  while (displayWidth(characters.join('')) > width - 1) characters.pop();
  return `${characters.join('').trimEnd()}…`;
}

/** A column of a table. */
export interface Column<Row> {
  title: string;
  /** The cell's text; undefined where there is nothing to say. */
  cell: (row: Row) => string | undefined;
  /** Set to the left, as names are. Default: to the right, as figures are. */
  left?: boolean;
}

/**
 * Returns a table in Markdown, padded so that it reads well as text. Columns without any cell are left out; without rows there
 * is no table.
 */
export function markdownTable<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): string {
  if (rows.length === 0) return '';
  const cells = columns.map(({ cell }) => rows.map(cell));
  const shown = columns.flatMap(({ title, left = false }, i) =>
    cells[i].some((cell) => cell !== undefined)
      ? [{ left, texts: [title, ...cells[i].map((cell = '–') => cell.replaceAll('|', '/'))] }]
      : [],
  );
  const widths = shown.map(({ texts }) => Math.max(3, ...texts.map((text) => text.length)));
  const line = (row: number) =>
    shown.map(({ left, texts }, i) => (left ? texts[row].padEnd(widths[i]) : texts[row].padStart(widths[i])));
  const rule = shown.map(({ left }, i) => (left ? '-'.repeat(widths[i]) : `${'-'.repeat(widths[i] - 1)}:`));
  const lines = [line(0), rule, ...rows.map((_, i) => line(i + 1))];
  return lines.map((texts) => `| ${texts.join(' | ')} |`).join('\n');
}

/** Three digits, or all digits before the point if there are more: `0.624`, `3.29`, `39.8`, `430`, `2,521`. */
export function threeDigits(value: number): string {
  if (value === 0) return '0';
  const digitsBefore = Math.floor(Math.log10(Math.abs(value))) + 1;
  const decimals = Math.max(0, 3 - digitsBefore);
  return value.toLocaleString('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}

/** A fraction in percent, with a decimal below ten: `71 %`, `0.5 %`. */
export function percent(fraction: number): string {
  return `${(100 * fraction).toFixed(fraction < 0.0995 ? 1 : 0)} %`;
}

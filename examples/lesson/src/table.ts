/** A table printed row by row, as its rows become known: figures stand to the right below the headings. */
export interface Table {
  head: string;
  row: (cells: readonly (string | number)[]) => string;
}

/** A table of the given headings, each at least as wide as what comes below it. */
export function table(headings: readonly string[]): Table {
  const row = (cells: readonly (string | number)[]) =>
    cells.map((cell, column) => String(cell).padStart(headings[column]?.length ?? 0)).join('   ');
  return { head: row(headings), row };
}

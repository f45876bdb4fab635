/** Where the arrow keys, Home and End lead from a cell, as an index; undefined for other keys. */
export function cellAfter(key: string, index: number, classes: number): number | undefined {
  const row = Math.floor(index / classes);
  const column = index % classes;
  const last = classes - 1;
  const at = (toRow: number, toColumn: number) =>
    Math.min(last, Math.max(0, toRow)) * classes + Math.min(last, Math.max(0, toColumn));
  switch (key) {
    case 'ArrowUp':
      return at(row - 1, column);
    case 'ArrowDown':
      return at(row + 1, column);
    case 'ArrowLeft':
      return at(row, column - 1);
    case 'ArrowRight':
      return at(row, column + 1);
    case 'Home':
      return at(row, 0);
    case 'End':
      return at(row, last);
    default:
      return undefined;
  }
}

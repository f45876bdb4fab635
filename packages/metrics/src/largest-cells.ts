/** The cells beside the diagonal that measure most and hold samples, by their index, the largest first. */
export function largestCells(
  counts: Uint32Array,
  classes: number,
  measure: (index: number) => number,
  limit: number,
): number[] {
  const found: number[] = [];
  // A thousand classes have a million cells: those that cannot be among the first are dropped on the way. The sort is
  // stable, so that equal ones keep the order of their classes.
  const dropRest = () => found.sort((a, b) => measure(b) - measure(a)).splice(limit);
  counts.forEach((count, index) => {
    if (count === 0 || index % (classes + 1) === 0) return;
    found.push(index);
    if (found.length >= 2 * limit + 1000) dropRest();
  });
  dropRest();
  return found;
}

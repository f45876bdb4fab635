/** The cells beside the diagonal that measure most and hold samples, by their index, the largest first. */
export function largestCells(
  counts: Uint32Array,
  classes: number,
  measure: (index: number) => number,
  limit: number,
): number[] {
  const found: number[] = [];
  // A thousand classes have a million cells: what cannot be among the first is dropped on the way. The sort is stable and
  // later cells must measure more than the last, so that equal ones keep the order of their classes.
  let least = 0;
  const dropRest = () => {
    found.sort((a, b) => measure(b) - measure(a)).splice(limit);
    if (found.length === limit) least = measure(found[limit - 1]);
  };
  for (let index = 0; index < counts.length; index++) {
    if (counts[index] === 0 || index % (classes + 1) === 0 || measure(index) <= least) continue;
    found.push(index);
    if (found.length >= 2 * limit + 1000) dropRest();
  }
  dropRest();
  return found;
}

import type { ConfusionMatrix } from './confusion-matrix';

/** The most classes that pictures and tables show one by one; above it they show a digest. */
export const mostShownClasses = 100;

/** The most groups a digest puts classes into. */
const mostGroups = 50;

/** A matrix of many classes, each some of them in a row the same. */
export interface ClassGroups {
  /** How many classes a group holds; the last one may hold fewer. */
  readonly size: number;
  /** The groups as if they were classes, named by the indices of their classes: '0–19'. */
  readonly matrix: ConfusionMatrix;
  /** For each group, its indices and the names of its first and last class: '0–19: tench … hen'. */
  readonly fullNames: readonly string[];
}

/** Sums the counts of neighboring classes, so that no more than 50 groups are left. */
export function groupClasses({ classes, classNames, counts, total }: ConfusionMatrix): ClassGroups {
  const size = Math.ceil(classes / mostGroups);
  const groups = Math.ceil(classes / size);
  const sums = new Uint32Array(groups * groups);
  for (let row = 0, index = 0; row < classes; row++) {
    const first = Math.floor(row / size) * groups;
    for (let column = 0; column < classes; column++, index++) {
      sums[first + Math.floor(column / size)] += counts[index];
    }
  }
  const bounds = Array.from({ length: groups }, (_, i) => [i * size, Math.min((i + 1) * size, classes) - 1]);
  const names = bounds.map(([first, last]) => (first === last ? String(first) : `${first}–${last}`));
  const fullNames = bounds.map(
    ([first, last], i) => `${names[i]}: ${[...new Set([classNames[first], classNames[last]])].join(' … ')}`,
  );
  return { size, matrix: { classes: groups, classNames: names, counts: sums, total }, fullNames };
}

import { type ConfusionMatrix, type Normalization, normalize } from '@nin/metrics';
import { classNameInRussian } from '../language/class-names';
import { language } from '../language/language';
import type { TestSummary } from '../worker/lab-api';

/** The confusion matrix of a test, as `@nin/metrics` takes it. */
export function matrixOf({ classNames, counts }: TestSummary): ConfusionMatrix {
  const total = counts.reduce((sum, count) => sum + count, 0);
  return { classes: classNames.length, classNames, counts, total };
}

/** What a class is called in the language spoken now; its own name where there is no other. */
export function shownClassName(name: string): string {
  return (language.value === 'ru' ? classNameInRussian(name) : undefined) ?? name;
}

/** The confusion matrix of a test, with the names of its classes in the language spoken now. */
export function shownMatrix(results: TestSummary): ReturnType<typeof matrixOf> {
  return matrixOf({ ...results, classNames: results.classNames.map(shownClassName) });
}

/** What the numbers of a matrix are divided by; `'none'` shows counts. */
export type ShownAs = Normalization | 'none';

/** The number of each cell: a share, or a count. */
export function cellValues(matrix: ConfusionMatrix, shownAs: ShownAs): ArrayLike<number> {
  return shownAs === 'none' ? matrix.counts : normalize(matrix, shownAs).values;
}

/**
 * How strongly each cell is colored, from 0 to 1 (or −1 to 1, where values have signs).
 *
 * Shades grow with the square root: a few images in a hundred taken for another class are what a reader looks for, and
 * would be as good as white beside the diagonal.
 */
export function cellShades(values: ArrayLike<number>): Float64Array {
  const most = Array.from(values).reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
  return Float64Array.from(values, (value) =>
    most === 0 ? 0 : Math.sign(value) * Math.sqrt(Math.abs(value) / most),
  );
}

/** One cell of a confusion matrix. */
export interface Cell {
  trueClass: number;
  predictedClass: number;
}

/** The numbers of the test images of a cell: those of one class that were given another, or the same. */
export function imagesOfCell(
  labels: ArrayLike<number>,
  predictions: ArrayLike<number>,
  { trueClass, predictedClass }: Cell,
): number[] {
  const images: number[] = [];
  for (let image = 0; image < labels.length; image++) {
    if (labels[image] === trueClass && predictions[image] === predictedClass) images.push(image);
  }
  return images;
}

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

/**
 * How much more often the second network gives each answer, for the images of each true class: shares of rows, B − A,
 * from −1 to 1. A class is missing where a matrix has fewer.
 */
export function differenceMatrix(a: ConfusionMatrix, b: ConfusionMatrix): Float64Array {
  const classes = Math.max(a.classes, b.classes);
  const shares = [a, b].map((matrix) => ({ matrix, values: normalize(matrix, 'true').values }));
  return Float64Array.from({ length: classes * classes }, (_, index) => {
    const row = Math.floor(index / classes);
    const column = index % classes;
    const [shareA, shareB] = shares.map(({ matrix, values }) =>
      row < matrix.classes && column < matrix.classes ? values[row * matrix.classes + column] : 0,
    );
    return shareB - shareA;
  });
}

import { seededRandom } from '@nin/testing';
import { confusionMatrix, type ConfusionMatrix } from '../src/index';

/** Random labels and predictions, right more often than not. Every fourth matrix lacks some classes. */
export function randomMatrix(seed: number, classNames: readonly string[], samples: number): ConfusionMatrix {
  const next = seededRandom(seed);
  const classes = classNames.length;
  const used = seed % 4 === 0 ? Math.max(1, classes >> 1) : classes;
  const labels = Array.from({ length: samples }, () => Math.floor(next() * used));
  const predictions = labels.map((label) => (next() < 0.6 ? label : Math.floor(next() * used)));
  return confusionMatrix(labels, predictions, { classNames });
}

/** The names '0', '1', … */
export function numberedNames(classes: number): string[] {
  return Array.from({ length: classes }, (_, i) => String(i));
}

/** A matrix from its rows. */
export function matrixOf(
  rows: readonly (readonly number[])[],
  classNames = numberedNames(rows.length),
): ConfusionMatrix {
  const counts = Uint32Array.from(rows.flat());
  return { classes: rows.length, classNames, counts, total: counts.reduce((a, b) => a + b, 0) };
}

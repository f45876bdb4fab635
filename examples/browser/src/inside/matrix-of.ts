import type { ConfusionMatrix } from '@nin/metrics';
import type { TestSummary } from '../worker/lab-api';

/** The confusion matrix of a test, as `@nin/metrics` takes it. */
export function matrixOf({ classNames, counts }: TestSummary): ConfusionMatrix {
  const total = counts.reduce((sum, count) => sum + count, 0);
  return { classes: classNames.length, classNames, counts, total };
}

import type { ConfusionMatrix } from '@nin/metrics';
import type { TestResults } from '@nin/recipes';
import type { TestSummary } from './lab-api';

/** Test results as the page gets and keeps them. */
export function summaryOfResults({ accuracy, matrix, predictions }: TestResults): TestSummary {
  const { classNames, counts } = matrix;
  return { accuracy, classNames, counts, predictions };
}

/** Test results again, of what the page has kept. */
export function resultsOfSummary({ accuracy, classNames, counts, predictions }: TestSummary): TestResults {
  const matrix: ConfusionMatrix = {
    classes: classNames.length,
    classNames,
    counts,
    total: predictions.length,
  };
  return { accuracy, matrix, predictions };
}

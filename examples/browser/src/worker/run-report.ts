import type { ConfusionMatrix } from '@nin/metrics';
import type { EpochReport } from '@nin/trainer';
import type { Data, TestResults } from '@nin/recipes';
import type { ReportRequest, TestSummary } from './lab-api';

/**
 * The report of a run as one HTML page.
 *
 * @param data the images the run was tested on: some of them are shown.
 * @throws Error if they are others.
 */
export async function runReport(request: ReportRequest, data: Data): Promise<string> {
  const { name, experiment, backend, history, steps, results } = request;
  if (results.predictions.length !== data.test.count) {
    throw new Error(
      `the report shows images of the run's ${results.predictions.length} test images; loaded are ${data.test.count} others`,
    );
  }
  // Charts are loaded only here, as few ask for a report.
  const { reportPage } = await import('@nin/recipes/report');
  const trainingSeconds = totalOf(history, 'trainingSeconds');
  return reportPage({
    name,
    seed: experiment.seed,
    settings: experiment,
    network: experiment.network,
    data,
    history,
    steps,
    summary: {
      backend: backend.name,
      device: backend.device,
      trainingSeconds,
      imagesPerSecond: trainingSeconds > 0 ? totalOf(history, 'images') / trainingSeconds : 0,
    },
    results: resultsOfSummary(results),
  });
}

function totalOf(history: readonly EpochReport[], key: 'trainingSeconds' | 'images'): number {
  return history.reduce((total, report) => total + report[key], 0);
}

/** Test results as the page gets and keeps them. */
export function summaryOfResults({ accuracy, matrix, predictions }: TestResults): TestSummary {
  const { classNames, counts } = matrix;
  return { accuracy, classNames, counts, predictions };
}

/** Test results again, of what the page has kept. */
function resultsOfSummary({ accuracy, classNames, counts, predictions }: TestSummary): TestResults {
  const matrix: ConfusionMatrix = {
    classes: classNames.length,
    classNames,
    counts,
    total: predictions.length,
  };
  return { accuracy, matrix, predictions };
}

import type { EpochReport } from '@nin/trainer';

/** The columns of the table, as Keras names the figures, and where they come from. */
const columns: readonly [name: string, value: (report: EpochReport) => number | undefined][] = [
  ['epoch', (report) => report.epoch],
  ['accuracy', (report) => report.accuracy],
  ['loss', (report) => report.loss],
  ['val_accuracy', (report) => report.validationAccuracy],
  ['val_loss', (report) => report.validationLoss],
  ['learning_rate', (report) => report.learningRate],
  ['steps', (report) => report.steps],
  ['seconds', (report) => report.seconds],
  ['images_per_second', (report) => report.imagesPerSecond],
];

/** Returns the reports of epochs as CSV: a header, and one row per epoch. Figures that an epoch lacks are empty cells. */
export function historyCsv(history: readonly EpochReport[]): string {
  const header = columns.map(([name]) => name).join(',');
  const rows = history.map((report) => columns.map(([, value]) => value(report) ?? '').join(','));
  return [header, ...rows, ''].join('\n');
}

/** Returns the reports of epochs as JSON lines, one per epoch. */
export function historyJsonl(history: readonly EpochReport[]): string {
  return history.map((report) => `${JSON.stringify(report)}\n`).join('');
}

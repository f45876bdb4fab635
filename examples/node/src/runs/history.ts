import { readFile } from 'node:fs/promises';
import type { EpochReport } from '@nin/trainer';
import type { RunFolder } from './run-folder';
import { writeWhole } from './write-file';

/** The columns of `history.csv`, as Keras names the figures, and where they come from. */
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

/** Writes what the epochs gave, both as CSV and as JSON lines. */
export async function writeHistory(folder: RunFolder, history: readonly EpochReport[]): Promise<void> {
  const header = columns.map(([name]) => name).join(',');
  const rows = history.map((report) => columns.map(([, value]) => value(report) ?? '').join(','));
  await writeWhole(folder.historyCsv, [header, ...rows, ''].join('\n'));
  await writeWhole(folder.historyJsonl, history.map((report) => `${JSON.stringify(report)}\n`).join(''));
}

/** Reads the epochs of a run back; none if it has not come to the end of one. */
export async function readHistory(folder: RunFolder): Promise<EpochReport[]> {
  let text: string;
  try {
    text = await readFile(folder.historyJsonl, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as EpochReport);
}

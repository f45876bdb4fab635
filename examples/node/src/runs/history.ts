import { readFile } from 'node:fs/promises';
import type { EpochReport } from '@nin/trainer';
import { historyCsv, historyJsonl } from 'nin-run';
import type { OwnRunFolder, RunFolder } from './run-folder';
import { writeWhole } from './write-file';

/** Writes what the epochs gave, both as CSV and as JSON lines. */
export async function writeHistory(folder: OwnRunFolder, history: readonly EpochReport[]): Promise<void> {
  await writeWhole(folder.historyCsv, historyCsv(history), folder.lock);
  await writeWhole(folder.historyJsonl, historyJsonl(history), folder.lock);
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

import type { EpochReport } from '@nin/trainer';
import { historyCsv, historyJsonl } from '@nin/recipes';
import type { OwnRunFolder } from './run-folder';
import { writeWhole } from './write-file';

/** Writes what the epochs gave, both as CSV and as JSON lines. */
export async function writeHistory(folder: OwnRunFolder, history: readonly EpochReport[]): Promise<void> {
  await writeWhole(folder.historyCsv, historyCsv(history), folder.lock);
  await writeWhole(folder.historyJsonl, historyJsonl(history), folder.lock);
}

import { matrixPicture, reportPage, type ReportContent } from '@nin/recipes/report';
import type { OwnRunFolder } from '../runs/run-folder';
import { writeWhole } from '../runs/write-file';

/** Writes `confusion.svg` and `report.html`. */
export async function writeReport(folder: OwnRunFolder, content: ReportContent): Promise<void> {
  await writeWhole(folder.confusion, matrixPicture(content), folder.lock);
  await writeWhole(folder.report, reportPage(content), folder.lock);
}

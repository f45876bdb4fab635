import { matrixPicture, reportPage, type ReportContent } from 'nin-run/report';
import type { RunFolder } from '../runs/run-folder';
import { writeWhole } from '../runs/write-file';

/** Writes `confusion.svg` and `report.html`. */
export async function writeReport(folder: RunFolder, content: ReportContent): Promise<void> {
  await writeWhole(folder.confusion, matrixPicture(content));
  await writeWhole(folder.report, reportPage(content));
}

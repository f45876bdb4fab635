import { join } from 'node:path';
import { grouped } from '@nin/recipes';
import type { OwnRunFolder } from '../runs/run-folder';
import { writeWhole } from '../runs/write-file';
import { networkName } from '../training/settings';
import { ablationChart } from './ablation-chart';
import { ablationCsv } from './ablation-csv';
import type { Ablation } from './ablation-file';
import { plannedTrainings } from './ablation-plan';
import { ablationRows } from './ablation-rows';

/** Writes `ablation.csv` and `ablation.svg`. Where trainings are still to come, the picture's title says how many have ended. */
export async function writeAblationTables(folder: OwnRunFolder, ablation: Ablation): Promise<void> {
  const { settings, data, seeds, trainings } = ablation;
  const total = plannedTrainings(ablation).length;
  const caption = [
    `${networkName(settings)} on ${data.title}, ${grouped(data.train)} images, ${counted(settings.epochs, 'epoch')}, ${counted(seeds.length, 'seed')}`,
    data.synthetic && '(synthetic)',
    trainings.length < total && `(${trainings.length} of ${total} trainings)`,
  ];
  const rows = ablationRows(ablation);
  await writeWhole(join(folder.path, 'ablation.csv'), ablationCsv(ablation, rows), folder.lock);
  const chart = ablationChart(ablation, rows, caption.filter(Boolean).join(' '));
  await writeWhole(join(folder.path, 'ablation.svg'), chart, folder.lock);
}

function counted(count: number, thing: string): string {
  return `${grouped(count)} ${thing}${count === 1 ? '' : 's'}`;
}

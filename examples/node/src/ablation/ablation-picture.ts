import { join } from 'node:path';
import type { OwnRunFolder } from '../runs/run-folder';
import { writeWhole } from '../runs/write-file';
import { ablationChart } from './ablation-chart';
import type { Ablation } from './ablation-file';
import { plannedTrainings } from './ablation-plan';
import { ablationRows } from './ablation-rows';

/** Writes `ablation.svg`. Where trainings are still to come, its title says how many have ended. */
export async function writeAblationPicture(folder: OwnRunFolder, ablation: Ablation): Promise<void> {
  const { settings, data, seeds, trainings } = ablation;
  const total = plannedTrainings(ablation).length;
  const caption = [
    `${settings.spec} on ${data.title}, ${data.train} images, ${settings.epochs} epochs, ${seeds} seeds`,
    data.synthetic && '(synthetic)',
    trainings.length < total && `(${trainings.length} of ${total} trainings)`,
  ];
  await writeWhole(
    join(folder.path, 'ablation.svg'),
    ablationChart(ablationRows(ablation), caption.filter(Boolean).join(' ')),
    folder.lock,
  );
}

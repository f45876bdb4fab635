import { join } from 'node:path';
import type { BackendInfo } from '@nin/backends';
import type { Data } from 'nin-run';
import { writeJson, writeWhole } from '../runs/write-file';
import { ablationChart } from './ablation-chart';
import type { AblationOptions, AblationRow } from './run-ablation';

/** What came of an ablation. */
export interface AblationContent {
  options: AblationOptions;
  rows: readonly AblationRow[];
  data: Data;
  backend: BackendInfo;
}

/** Writes `ablation.svg` and `ablation.json` into a folder. */
export async function writeAblation(
  folder: string,
  { options, rows, data, backend }: AblationContent,
): Promise<void> {
  const { title, synthetic, train, test } = data;
  const caption = `${options.spec} on ${title}, ${train.count} images, ${options.epochs} epochs, ${options.seeds} seeds`;
  await writeWhole(
    join(folder, 'ablation.svg'),
    ablationChart(rows, synthetic ? `${caption} (synthetic)` : caption),
  );
  await writeJson(join(folder, 'ablation.json'), {
    options,
    data: { title, synthetic, train: train.count, test: test.count },
    backend,
    rows,
  });
}

import type { AblationPlan } from './ablation-plan';
import type { AblationRow } from './ablation-rows';
import { pointCells, pointTitles } from './format-ablation';
import { meanAndDeviation } from './spread';

/** The columns behind those of what varies. What is not known is an empty cell. */
const figures: readonly [name: string, value: (row: AblationRow) => number | null][] = [
  ['accuracy_mean', ({ accuracies }) => meanAndDeviation(accuracies).mean],
  [
    'accuracy_deviation',
    ({ accuracies }) => (accuracies.length > 1 ? meanAndDeviation(accuracies).deviation : null),
  ],
  ['n', ({ accuracies }) => accuracies.length],
  ['parameters', ({ params }) => params],
  ['macs', ({ macs }) => macs],
  ['training_bytes', ({ trainingBytes }) => trainingBytes],
  ['milliseconds_per_image', ({ millisecondsPerImage }) => millisecondsPerImage],
  ['training_seconds', ({ trainingSeconds }) => trainingSeconds],
];

/** The table of an ablation as CSV: a header, and one line per point of the grid. Accuracies are from 0 to 1. */
export function ablationCsv(plan: AblationPlan, rows: readonly AblationRow[]): string {
  const header = [...pointTitles(plan), ...figures.map(([name]) => name)];
  const body = rows.map((row) => [
    ...pointCells(plan, row),
    ...figures.map(([, value]) => String(value(row) ?? '')),
  ]);
  return [header, ...body].map((cells) => `${cells.map(quoted).join(',')}\n`).join('');
}

/** RFC 4180. */
function quoted(cell: string): string {
  return /[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

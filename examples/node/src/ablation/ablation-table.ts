import { printable } from '@nin/checks';
import { bytes, grouped, type SettingValues } from '@nin/recipes';
import { isSamePath } from '../options/experiment-options';
import type { AblationPlan } from './ablation-plan';
import type { AblationRow } from './ablation-rows';

/** The explanation of the column p. */
export const pMeaning =
  "p: Welch's t-test of the accuracies against the first row, two-sided; * below 0.05, more than luck";

/** Returns the table of an ablation: what varies, and accuracy, parameters, MACs, memory and time side by side. */
export function formatAblation(plan: AblationPlan, rows: readonly AblationRow[]): string {
  const head = [
    ...pointTitles(plan),
    ...[
      'accuracy',
      'n',
      'difference',
      'p',
      'parameters',
      'MACs',
      'training memory',
      'ms per image',
      'seconds',
    ],
  ];
  const body = rows.map((row) => [
    ...pointCells(plan, row),
    formatAccuracy(row),
    String(row.accuracies.length),
    row.difference === null ? '' : formatDifference(row.difference),
    formatP(row.p),
    grouped(row.params),
    grouped(row.macs),
    bytes(row.trainingBytes),
    row.millisecondsPerImage.toPrecision(3),
    row.trainingSeconds.toFixed(1),
  ]);
  const lines = [head, ...body];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  const table = lines.map((line) => line.map((cell, column) => cell.padStart(widths[column])).join('  '));
  const isTested = rows.some(({ p }) => p !== null);
  return [...table, ...(isTested ? [pMeaning] : [])].join('\n');
}

/** The columns of figures in the CSV. Unknown figures are empty cells. */
const figures: readonly [name: string, value: (row: AblationRow) => number | null][] = [
  ['accuracy_mean', ({ mean }) => mean],
  ['accuracy_deviation', ({ deviation }) => deviation],
  ['n', ({ accuracies }) => accuracies.length],
  ['accuracy_difference', ({ difference }) => difference],
  ['welch_p', ({ p }) => p],
  ['parameters', ({ params }) => params],
  ['macs', ({ macs }) => macs],
  ['training_bytes', ({ trainingBytes }) => trainingBytes],
  ['milliseconds_per_image', ({ millisecondsPerImage }) => millisecondsPerImage],
  ['training_seconds', ({ trainingSeconds }) => trainingSeconds],
];

/** Returns the table of an ablation as CSV: a header, and one line per variant. Accuracies are from 0 to 1. */
export function ablationCsv(plan: AblationPlan, rows: readonly AblationRow[]): string {
  const header = [...pointTitles(plan), ...figures.map(([name]) => name)];
  const body = rows.map((row) => [
    ...pointCells(plan, row),
    ...figures.map(([, value]) => String(value(row) ?? '')),
  ]);
  return [header, ...body].map((cells) => `${cells.map(quoted).join(',')}\n`).join('');
}

/** Returns the titles of the columns of what varies, or of the experiment's name where only seeds do. */
export function pointTitles({ variations }: AblationPlan): string[] {
  const titles = variations.filter(({ path }) => path !== 'seed').map(({ path }) => pathTitle(path));
  return titles.length > 0 ? titles : ['experiment'];
}

/** Returns the values of a row in these columns. */
export function pointCells(plan: AblationPlan, { point }: Pick<AblationRow, 'point'>): string[] {
  const cells = plan.variations
    .filter(({ path }) => path !== 'seed')
    .map(({ path }) => valueText(point[path]));
  return cells.length > 0 ? cells : [printable(plan.name)];
}

/** Returns a point in words: `2 1×1 layers`, `kind residual-nin, activation relu`, or the experiment's name. */
export function pointText({ seed: _seed, ...point }: SettingValues, name: string): string {
  const parts = Object.entries(point).map(([path, value]) =>
    isMlpLayers(path) ? `${valueText(value)} ${pathTitle(path)}` : `${pathTitle(path)} ${valueText(value)}`,
  );
  return parts.join(', ') || name;
}

/** Returns `51.20 ± 0.42 %`, with the standard deviation over the seeds. */
export function formatAccuracy({ mean, deviation }: Pick<AblationRow, 'mean' | 'deviation'>): string {
  const spread = deviation === null ? '' : ` ± ${(100 * deviation).toFixed(2)}`;
  return `${(100 * mean).toFixed(2)}${spread} %`;
}

/** Returns p with two digits, and a star where it is below 0.05; empty where it is not known. */
export function formatP(p: number | null): string {
  if (p === null) return '';
  const digits = p < 0.001 ? '< 0.001' : p.toPrecision(2);
  return p < 0.05 ? `${digits} *` : digits;
}

function formatDifference(difference: number): string {
  const points = (100 * difference).toFixed(2);
  return difference > 0 ? `+${points}` : points;
}

/** The title of a path: `kind` for that of all blocks, `blocks.0.filters` for that of one, else the path. */
function pathTitle(path: string): string {
  if (isMlpLayers(path)) return '1×1 layers';
  return printable(path.replace(/^network\.(blocks\.\*\.)?/, ''));
}

function isMlpLayers(path: string): boolean {
  return isSamePath(path, 'mlpLayers');
}

/** A value as a table shows it: strings as they are, the rest as JSON. */
function valueText(value: unknown): string {
  return printable(typeof value === 'string' ? value : JSON.stringify(value));
}

/** RFC 4180. */
function quoted(cell: string): string {
  return /[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

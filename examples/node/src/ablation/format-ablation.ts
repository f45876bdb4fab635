import { bytes, grouped } from '@nin/recipes';
import type { AblationPlan } from './ablation-plan';
import type { AblationRow } from './ablation-rows';
import { pathTitle, pointText, valueText } from './point-text';
import { meanAndDeviation } from './spread';

/** The table of an ablation: what varies, and accuracy, parameters, MACs, memory and time side by side. */
export function formatAblation(plan: AblationPlan, rows: readonly AblationRow[]): string {
  const head = [
    ...pointTitles(plan),
    ...['accuracy', 'n', 'parameters', 'MACs', 'training memory', 'ms per image', 'seconds'],
  ];
  const body = rows.map((row) => [
    ...pointCells(plan, row),
    formatAccuracy(row.accuracies),
    String(row.accuracies.length),
    grouped(row.params),
    grouped(row.macs),
    bytes(row.trainingBytes),
    row.millisecondsPerImage.toPrecision(3),
    row.trainingSeconds.toFixed(1),
  ]);
  const lines = [head, ...body];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  return lines.map((line) => line.map((cell, column) => cell.padStart(widths[column])).join('  ')).join('\n');
}

/** What heads the columns of the values that vary, or of the network's name where nothing does. */
export function pointTitles({ variations }: AblationPlan): string[] {
  return variations.length > 0 ? variations.map(({ path }) => pathTitle(path)) : ['network'];
}

/** The values of a row in these columns. */
export function pointCells(plan: AblationPlan, { point }: AblationRow): string[] {
  return plan.variations.length > 0
    ? plan.variations.map(({ path }) => valueText(point[path]))
    : [pointText(point, plan)];
}

/** `51.20 ± 0.42 %`, the deviation over the seeds. */
export function formatAccuracy(accuracies: readonly number[]): string {
  const { mean, deviation } = meanAndDeviation(accuracies);
  const spread = accuracies.length > 1 ? ` ± ${(100 * deviation).toFixed(2)}` : '';
  return `${(100 * mean).toFixed(2)}${spread} %`;
}

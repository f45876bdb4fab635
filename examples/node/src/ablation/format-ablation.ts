import { bytes, grouped } from 'nin-run';
import type { AblationRow } from './ablation-rows';
import { meanAndDeviation } from './spread';

/** The table of an ablation: accuracy, parameters, MACs and memory side by side. */
export function formatAblation(rows: readonly AblationRow[]): string {
  const head = ['1×1 layers', 'accuracy', 'n', 'parameters', 'MACs', 'training memory', 'images/s'];
  const body = rows.map((row) => [
    String(row.mlpLayers),
    formatAccuracy(row.accuracies),
    String(row.accuracies.length),
    grouped(row.params),
    grouped(row.macs),
    bytes(row.trainingBytes),
    String(Math.round(row.imagesPerSecond)),
  ]);
  const lines = [head, ...body];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  return lines.map((line) => line.map((cell, column) => cell.padStart(widths[column])).join('  ')).join('\n');
}

/** `51.20 ± 0.42 %`, the deviation over the seeds. */
export function formatAccuracy(accuracies: readonly number[]): string {
  const { mean, deviation } = meanAndDeviation(accuracies);
  const spread = accuracies.length > 1 ? ` ± ${(100 * deviation).toFixed(2)}` : '';
  return `${(100 * mean).toFixed(2)}${spread} %`;
}

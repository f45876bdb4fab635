import { percent, threeDigits } from '../../report/figures';
import { markdownTable } from '../../report/markdown-table';
import { relativeSpread } from '../../result/statistics';
import { tfjsBackendOf } from '../plan/page-backends';
import type { PageResult, TrainingResult } from '../result/page-result';
import { stockBeside } from '../result/training-figures';

const head = [
  'network',
  'backend',
  'device',
  'stock tfjs on',
  'batch',
  'ours, images/s',
  'stock, images/s',
  'ours / stock',
  'n',
  'spread',
];

/** Images a second: a row for each network and backend, figures of both peers as `ours / stock`. */
export function trainingTable({ networks, trainings }: PageResult): string {
  const rows = networks.flatMap(({ name, title }) =>
    trainings
      .filter(({ network, peer }) => network === name && peer === 'ours')
      .map((ours) => row(title, ours, stockBeside(ours, trainings))),
  );
  return markdownTable(head, rows, { leftColumns: 4 });
}

function row(title: string, ours: TrainingResult, stock: TrainingResult | undefined): string[] {
  const { backend, runs, figures } = ours;
  const ratio = figures?.againstStock;
  const both = (cell: (result: TrainingResult) => string) => `${cell(ours)} / ${stock ? cell(stock) : '–'}`;
  return [
    title,
    backend,
    runs[0] ? deviceTitle(runs[0].device) : '–',
    stock ? tfjsBackendOf(backend, stock.peer) : '–',
    both(({ batchSize }) => String(batchSize)),
    figures ? threeDigits(figures.imagesPerSecond) : '–',
    stock?.figures ? threeDigits(stock.figures.imagesPerSecond) : '–',
    ratio ? `${threeDigits(ratio.median)} (${threeDigits(ratio.min)}–${threeDigits(ratio.max)})` : '–',
    both((result) => String(result.figures?.millisecondsPerImage.n ?? 0)),
    both((result) => (result.figures ? percent(relativeSpread(result.figures.millisecondsPerImage)) : '–')),
  ];
}

/** A device as tables call it. */
export function deviceTitle({ name, software }: { name: string; software: boolean }): string {
  return software ? `${name} (software)` : name;
}

import type { NetworkName } from '../plan/networks';
import type { BenchResult, NetworkFacts } from '../result/bench-result';
import { percent, threeDigits } from './figures';
import { markdownTable } from './markdown-table';

const head = [
  'network',
  'ms a step',
  'floor, ms',
  'all threads against one',
  'outside kernels',
  'loss before → after',
];

/** What our steps are made of, a row for each network. */
export function networkTable(result: BenchResult): string {
  const rows = result.networks.map((network) => row(result, network));
  return markdownTable(head, rows, { leftColumns: 1 });
}

function row({ steps, threads, details }: BenchResult, { name, title }: NetworkFacts): string[] {
  const isThis = ({ network }: { network: NetworkName }) => network === name;
  const figuresOf = (peer: string) => steps.find((other) => isThis(other) && other.peer === peer)?.figures;
  const ours = figuresOf('ours-N') ?? figuresOf('ours-1');
  const ratio = threads.find(isThis)?.ratio;
  const outside = details.find(isThis)?.figures?.outsideKernels;
  return [
    title,
    ours ? threeDigits(ours.milliseconds.median) : '–',
    ours ? threeDigits(ours.floorMilliseconds) : '–',
    ratio ? `${ratio.median.toFixed(2)} (${ratio.min.toFixed(2)}–${ratio.max.toFixed(2)})` : '–',
    outside ? percent(outside.median) : '–',
    ours ? `${ours.lossBefore.toFixed(4)} → ${ours.lossAfter.toFixed(4)}` : '–',
  ];
}

import { peerTitle } from '../plan/peers';
import type { BenchResult, StepsResult } from '../result/bench-result';
import { relativeSpread } from '../result/statistics';
import { percent, threeDigits } from './figures';
import { markdownTable } from './markdown-table';

const head = [
  'network',
  'who',
  'batch',
  'ms per image',
  'images/s',
  'GFLOP/s',
  'of a matrix product',
  'n',
  'spread',
];

/** Whole training steps: a row for each network and peer that could be timed. */
export function stepTable(result: BenchResult): string {
  const rows = result.steps.toSorted(byNetwork(result)).flatMap((steps) => row(result, steps));
  return markdownTable(head, rows, { leftColumns: 2 });
}

/** What could not be timed and what was not tried, one line for each peer and reason. */
export function missingSteps({ steps, details }: BenchResult): string[] {
  const networks = new Map<string, string[]>();
  const add = (line: string, network: string) => networks.set(line, [...(networks.get(line) ?? []), network]);
  for (const { network, peer, cannot, skipped } of steps) {
    if (cannot) add(`${peerTitle(peer, 1)}: cannot: ${firstLine(cannot)}`, network);
    if (skipped) add(`${peerTitle(peer, 1)}: skipped: ${skipped}`, network);
  }
  for (const { network, cannot } of details) {
    if (cannot) add(`layers and kernels: cannot: ${firstLine(cannot)}`, network);
  }
  return [...networks].map(([line, names]) => `${line} (${names.join(', ')})`);
}

function row(result: BenchResult, { network, peer, batchSize, figures }: StepsResult): string[][] {
  if (!figures) return [];
  const { threads, milliseconds, millisecondsPerImage, imagesPerSecond, gflops, shareOfProduct } = figures;
  return [
    [
      result.networks.find(({ name }) => name === network)?.title ?? network,
      peerTitle(peer, threads),
      String(batchSize),
      threeDigits(millisecondsPerImage),
      threeDigits(imagesPerSecond),
      threeDigits(gflops),
      percent(shareOfProduct),
      String(milliseconds.n),
      percent(relativeSpread(milliseconds)),
    ],
  ];
}

/** In the order of the result's networks; the order of peers within one stays. */
function byNetwork({ networks }: BenchResult): (a: StepsResult, b: StepsResult) => number {
  const place = ({ network }: StepsResult) => networks.findIndex(({ name }) => name === network);
  return (a, b) => place(a) - place(b);
}

function firstLine(text: string): string {
  return text.split('\n')[0];
}

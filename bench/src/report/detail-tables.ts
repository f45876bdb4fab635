import { placeTitle } from '../places';
import { isBeside, productGflops } from '../result/figures';
import type { Entry, LayerTimes, ProgramTime, Result } from '../result/result';
import { gflops, median } from '../result/statistics';
import { markdownTable, percent, threeDigits, type Column } from './markdown-table';
import { peerOf } from './titles';

interface LayerRow {
  ours: LayerTimes;
  stock?: LayerTimes;
  batchSize: number;
  productRate?: number;
}

const layerColumns: Column<LayerRow>[] = [
  { title: 'layer', cell: ({ ours }) => layerTitle(ours), left: true },
  { title: 'convolution', cell: ({ ours }) => convolutionTitle(ours), left: true },
  { title: 'forward', cell: (row) => direction(row, 'forward') },
  { title: 'gradient by input', cell: (row) => direction(row, 'inputGradient') },
  { title: 'gradient by filter', cell: (row) => direction(row, 'filterGradient') },
];

/**
 * Each convolution in its three directions, a table per network and place: `ours / stock ms, our GFLOP/s, share of a matrix
 * product`, without what was not measured.
 */
export function layerTables(result: Result): string {
  const tables = result.entries.flatMap((entry) => {
    const [run] = entry.runs;
    if (entry.peer !== 'ours' || !run?.layers) return [];
    const stock = result.entries.find((other) => other.peer === 'stock' && isBeside(other, entry))?.runs[0];
    const [product] = run.products ?? [];
    const rows = run.layers.map((ours, i) => ({
      ours,
      stock: stock?.layers?.[i],
      batchSize: entry.batchSize,
      productRate: product && productGflops(product),
    }));
    return [`${title(result, entry)}\n\n${markdownTable(rows, layerColumns)}`];
  });
  return tables.join('\n\n');
}

function direction(
  { ours, stock, batchSize, productRate }: LayerRow,
  key: 'forward' | 'inputGradient' | 'filterGradient',
): string | undefined {
  if (ours[key].length === 0) return undefined;
  const mine = median(ours[key]);
  const rate = gflops(batchSize * ours.macs, mine);
  const theirs = stock ? ` / ${threeDigits(median(stock[key]))}` : '';
  const share = productRate ? `, ${percent(rate / productRate)}` : '';
  return `${threeDigits(mine)}${theirs} ms, ${threeDigits(rate)}${share}`;
}

function layerTitle({ layers }: LayerTimes): string {
  return layers.length === 1 ? layers[0] : `${layers[0]} and ${layers.length - 1} more`;
}

function convolutionTitle({ input, filter, stride }: LayerTimes): string {
  const [height, width, from, to] = filter;
  return `${height}×${width}${stride === 1 ? '' : ` /${stride}`}, ${from} → ${to}, of ${input[0]}×${input[1]}`;
}

const longest = 15;

/** The programs or kernels in which a step spends its time, a table per network, place and peer. */
export function programTables(result: Result): string {
  const tables = result.entries.flatMap((entry) => {
    const programs = entry.runs[0]?.programs ?? [];
    if (programs.length === 0) return [];
    const all = programs.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
    const columns: Column<ProgramTime>[] = [
      { title: 'program', cell: ({ name }) => name, left: true },
      { title: 'calls', cell: ({ calls }) => (Number.isInteger(calls) ? String(calls) : calls.toFixed(1)) },
      { title: 'ms', cell: ({ milliseconds }) => threeDigits(milliseconds) },
      { title: 'of all', cell: ({ milliseconds }) => percent(milliseconds / all) },
    ];
    const table = markdownTable(programs.slice(0, longest), columns);
    return [`${title(result, entry)}, ${peerOf(entry)}\n\n${table}`];
  });
  return tables.join('\n\n');
}

function title({ scenarios }: Result, { scenario, batchSize, place }: Entry): string {
  const found = scenarios.find(({ name }) => name === scenario)?.title ?? scenario;
  return `${found}, batch ${batchSize}, ${placeTitle(place)}`;
}

import { placeTitle } from '../places';
import {
  counterpart,
  anatomyOf,
  disagreements,
  figuresOf,
  productGflops,
  type Figures,
} from '../result/figures';
import { peakGflops } from '../result/peak';
import type { Entry, ProductTimes, Result, Run } from '../result/result';
import { median, relativeSpread, summarize, type Ratio } from '../result/statistics';
import { layerTables, programTables } from './detail-tables';
import { markdownTable, percent, threeDigits, type Column } from './markdown-table';
import { entryTitle, peerOf } from './titles';

/** Tables that a report has besides the usual ones. */
export interface ReportOptions {
  layers?: boolean;
  programs?: boolean;
}

/** Returns a result as Markdown, for every measure and place. */
export function formatResult(
  result: Result,
  { layers = false, programs = false }: ReportOptions = {},
): string {
  const timed = result.entries.flatMap((entry) => {
    const figures = figuresOf(result, entry);
    return figures ? [{ result, entry, figures, run: entry.runs[0] }] : [];
  });
  // In the order of the scenarios; the order of peers within one stays.
  const place = ({ entry }: Timed) => result.scenarios.findIndex(({ name }) => name === entry.scenario);
  timed.sort((a, b) => place(a) - place(b));
  const of = (measure: string) => timed.filter(({ entry }) => entry.measure === measure);
  return [
    provenance(result),
    markdownTable(of('steps'), speedColumns),
    markdownTable(of('training'), speedColumns),
    markdownTable(timed, stepColumns),
    markdownTable(productRows(result), productColumns),
    failures(result),
    ...disagreements(result).map((line) => `Not the same network: ${line}`),
    layers ? layerTables(result) : '',
    programs ? programTables(result) : '',
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** Where the figures come from, which belongs to every one of them. */
function provenance({ startedAt, machine, versions, rounds, places }: Result): string {
  const { commit, changed, node, packages } = versions;
  const devices = places.flatMap(({ place, device }) =>
    device ? [`${placeTitle(place)} on ${device.name}${device.software ? ' (software)' : ''}`] : [],
  );
  const [browser] = places.flatMap(({ userAgent = '' }) => /\w*Chrome\/[\d.]+/.exec(userAgent) ?? []);
  const short: Record<string, string> = { '@tensorflow/tfjs-core': 'tfjs', '@jax-js/jax': 'jax-js' };
  const libraries = Object.entries(packages)
    .filter(([name]) => name in short || !name.startsWith('@'))
    .map(([name, version]) => `${short[name] ?? name} ${version}`);
  return [
    `${startedAt.slice(0, 10)}, ${machine.cpu}, ${machine.cores} cores, ${Math.round(machine.memoryBytes / 2 ** 30)} GiB, ${machine.os}`,
    ...devices,
    [...(browser ? [browser.replace('/', ' ')] : []), ...(node ? [`Node ${node}`] : []), ...libraries].join(
      ', ',
    ),
    `commit ${commit?.slice(0, 7) ?? 'unknown'}${changed ? ' with changes' : ''}`,
    `${rounds} round${rounds === 1 ? '' : 's'}, load ${machine.loadBefore.toFixed(1)} before`,
  ].join('; ');
}

interface Timed {
  result: Result;
  entry: Entry;
  figures: Figures;
  run: Run;
}

const who: Column<Timed>[] = [
  {
    title: 'network',
    cell: ({ result, entry }) => result.scenarios.find(({ name }) => name === entry.scenario)?.title,
    left: true,
  },
  { title: 'where', cell: ({ entry }) => placeTitle(entry.place), left: true },
  { title: 'who', cell: ({ entry }) => peerOf(entry), left: true },
];

/** How fast the steps are. */
const speedColumns: Column<Timed>[] = [
  ...who,
  { title: 'batch', cell: ({ entry }) => String(entry.batchSize) },
  { title: 'ms per step', cell: ({ figures }) => threeDigits(figures.step) },
  { title: 'ms per image', cell: ({ figures }) => threeDigits(figures.perImage.median) },
  { title: 'images/s', cell: ({ figures }) => threeDigits(figures.imagesPerSecond) },
  { title: 'against stock', cell: ({ figures }) => ratio(figures.againstStock) },
  { title: 'against one thread', cell: ({ figures }) => ratio(figures.againstOneThread) },
  { title: 'GFLOP/s', cell: ({ figures }) => threeDigits(figures.gflops) },
  { title: 'of a matrix product', cell: ({ figures }) => share(figures.shareOfProduct) },
  { title: 'of peak', cell: ({ figures, run }) => share(ofPeak(run, figures.gflops)) },
  { title: 'n', cell: ({ figures }) => String(figures.perImage.n) },
  { title: 'spread', cell: ({ figures }) => percent(relativeSpread(figures.perImage)) },
];

/** What comes before the steps, and what they consist of. */
const stepColumns: Column<Timed>[] = [
  ...who,
  { title: 'start, s', cell: (row) => seconds(row, 'startMilliseconds') },
  { title: 'shaders, s', cell: (row) => seconds(row, 'compileMilliseconds') },
  { title: 'first step, s', cell: (row) => seconds(row, 'firstMilliseconds') },
  { title: 'floor, ms', cell: ({ figures }) => digits(figures.floor) },
  { title: 'dispatches', cell: (row) => anatomy(row).dispatches?.toString() },
  { title: 'in kernels, ms', cell: (row) => digits(anatomy(row).inPrograms) },
  { title: 'outside kernels', cell: (row) => share(anatomy(row).outside) },
  {
    title: 'peak memory, MB',
    cell: ({ run: { peakMemoryBytes } }) => digits(peakMemoryBytes && peakMemoryBytes / 1e6),
  },
  { title: 'loss before → after', cell: ({ run: { losses = [] } }) => loss(losses) },
];

function anatomy({ result, entry, figures }: Timed) {
  const [run] = counterpart(result, 'anatomy', entry)?.runs ?? [];
  return run && entry.measure === 'steps' ? anatomyOf(run, figures.step) : {};
}

function loss(losses: readonly number[]): string | undefined {
  if (losses.length === 0) return undefined;
  const last = losses[losses.length - 1].toFixed(4);
  return losses.length === 1 ? last : `${losses[0].toFixed(4)} → ${last}`;
}

function seconds({ entry: { runs } }: Timed, key: `${'start' | 'compile' | 'first'}Milliseconds`) {
  const times = runs.flatMap((run) => run[key] ?? []);
  return times.length > 0 ? threeDigits(median(times) / 1000) : undefined;
}

function ratio(found: Ratio | undefined): string | undefined {
  return found && `${threeDigits(found.median)} (${threeDigits(found.min)}–${threeDigits(found.max)})`;
}

function digits(value: number | undefined): string | undefined {
  return value === undefined ? undefined : threeDigits(value);
}

function share(fraction: number | undefined): string | undefined {
  return fraction === undefined ? undefined : percent(fraction);
}

function ofPeak({ device }: Run, gflops: number): number | undefined {
  const peak = device.software ? undefined : peakGflops(device.name);
  return peak && gflops / peak;
}

interface ProductRow extends ProductTimes {
  entry: Entry;
  run: Run;
}

const productColumns: Column<ProductRow>[] = [
  { title: 'product of', cell: ({ size }) => `${size}×${size}`, left: true },
  { title: 'where', cell: ({ entry }) => placeTitle(entry.place), left: true },
  { title: 'who', cell: ({ entry }) => peerOf(entry), left: true },
  { title: 'ms', cell: ({ milliseconds }) => threeDigits(median(milliseconds)) },
  { title: 'GFLOP/s', cell: (row) => threeDigits(productGflops(row)) },
  { title: 'of peak', cell: (row) => share(ofPeak(row.run, productGflops(row))) },
  { title: 'n', cell: ({ milliseconds }) => String(milliseconds.length) },
  { title: 'spread', cell: ({ milliseconds }) => percent(relativeSpread(summarize(milliseconds))) },
];

/** All products of one size, place and peer together. */
function productRows({ entries }: Result): ProductRow[] {
  const rows = new Map<string, ProductRow>();
  for (const entry of entries) {
    for (const run of entry.runs) {
      for (const { size, milliseconds } of run.products ?? []) {
        const key = `${entry.place} ${entry.peer} ${size}`;
        const before = rows.get(key)?.milliseconds ?? [];
        rows.set(key, { entry, run, size, milliseconds: [...before, ...milliseconds] });
      }
    }
  }
  return [...rows.values()];
}

/** What failed and what was not tried, a line per reason. */
function failures({ places, entries }: Result): string {
  const lines = new Map<string, string[]>();
  const add = (line: string, scenarios: string[]) =>
    lines.set(line, [...(lines.get(line) ?? []), ...scenarios]);
  for (const { place, cannot } of places)
    if (cannot) add(`${placeTitle(place)}: cannot: ${first(cannot)}`, []);
  for (const entry of entries) {
    const { cannot, skipped, scenario } = entry;
    if (cannot) add(`${entryTitle(entry)}: cannot: ${first(cannot)}`, [scenario]);
    if (skipped) add(`${entryTitle(entry)}: skipped: ${skipped}`, [scenario]);
  }
  return [...lines]
    .map(([line, names]) => `- ${line}${names.length > 0 ? ` (${names.join(', ')})` : ''}`)
    .join('\n');
}

function first(text: string): string {
  return text.split('\n')[0];
}

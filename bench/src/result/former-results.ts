import type { Device, Entry, FoundPlace, ProductTimes, Result, Run } from './result';

/** A file of version 1, which had three forms: of processors without `kind`, of GPUs, of pages. */
interface Former extends Omit<Result, 'version' | 'places' | 'scenarios' | 'entries'> {
  version: number;
  kind?: 'gpu' | 'page';
  userAgent?: string;
  networks: Result['scenarios'];
  places?: FormerPlace[];
  backends?: FormerPlace[];
  steps?: FormerEntry[];
  trainings?: FormerEntry[];
  details?: FormerEntry[];
  products?: FormerEntry[];
  layers?: FormerEntry[];
}

type FormerPlace = Omit<FoundPlace, 'place'> & { place?: string; backend?: string };

/** An entry of any of the lists; each has a part of these members. */
interface FormerEntry
  extends Omit<Entry, 'runs' | 'place'>, Pick<Run, 'fingerprint' | 'dispatches' | 'layers'> {
  network: string;
  place?: string;
  backend?: string;
  runs: FormerRun[];
  programs?: { name: string; dispatches: number; milliseconds: number }[];
  products?: ProductTimes[];
  raw?: Pick<Run, 'clockedSteps' | 'layers'> & {
    threads: number;
    product: FormerProduct;
    kernels: { name: string; callsPerStep: number; milliseconds: number }[];
  };
}

interface FormerRun extends Run {
  threads?: number;
  product?: FormerProduct;
  samples?: { images: number; milliseconds: number }[];
  loss?: number;
}

interface FormerProduct {
  size: number;
  before: number[];
  after: number[];
}

/** Returns a parsed result in the present format, figures left out; undefined if it is no result. */
export function upgradeResult(parsed: unknown): Result | undefined {
  const former = parsed as Former;
  if (former.version === 2) return parsed as Result;
  if (former.version !== 1 || !Array.isArray(former.networks)) return undefined;
  const { set, startedAt, endedAt, machine, versions, rounds, networks: scenarios, userAgent } = former;
  const cpu = { name: machine.cpu, software: false, threads: 1 };
  const places = (former.places ?? former.backends ?? [{ device: cpu }]).map((one) => ({
    place: placeOf(one),
    device: one.device && { ...one.device, threads: 1 },
    userAgent,
    cannot: one.cannot,
  }));
  const deviceOf = (one: FormerEntry) => places.find(({ place }) => place === placeOf(one))?.device ?? cpu;
  const { steps = [], trainings = [], details = [] } = former;
  const timed = (measure: Entry['measure']) => (one: FormerEntry) =>
    entry(
      measure,
      one,
      one.runs.map((run) => presentRun(run, deviceOf(one))),
    );
  const entries = [
    ...steps.flatMap((one) => [timed('steps')(one), ...gpuDetails(one, deviceOf(one), former)]),
    ...trainings.map(timed('training')),
    ...details.flatMap((one) => cpuDetails(one, cpu)),
  ];
  return { version: 2, set, startedAt, endedAt, machine, versions, rounds, places, scenarios, entries };
}

function placeOf({ place = 'node-wasm', backend }: Pick<FormerPlace, 'place' | 'backend'>): string {
  return backend ? `page-${backend}` : place.replace('chromium', 'page');
}

function entry(measure: Entry['measure'], one: FormerEntry, runs: Run[]): Entry {
  const { network: scenario, peer: former, batchSize, pace, cannot, skipped } = one;
  const peer = { 'ours-N': 'ours', 'stock-wasm': 'stock' }[former] ?? former ?? 'ours';
  return { measure, scenario, place: placeOf(one), peer, batchSize, pace, runs, cannot, skipped };
}

function cpuDetails(one: FormerEntry, cpu: Device): Entry[] {
  if (!one.raw) return [entry('anatomy', one, [])];
  const { threads, kernels, clockedSteps, layers, product } = one.raw;
  const device = { ...cpu, threads };
  const programs = kernels.map(({ callsPerStep: calls, ...rest }) => ({ ...rest, calls }));
  return [
    entry('anatomy', one, [{ device, programs, clockedSteps }]),
    entry('layers', one, [{ device, layers, products: [together(product)] }]),
  ];
}

/** Products were of a place and a peer, without a network; here the first network has them. */
function gpuDetails(
  one: FormerEntry,
  device: Device,
  { kind, networks, products, layers = [] }: Former,
): Entry[] {
  if (kind !== 'gpu') return [];
  const { fingerprint, dispatches, programs = [], network, place, peer } = one;
  const alike = (other: FormerEntry) => other.place === place && other.peer === peer;
  const anatomy: Run = {
    device,
    fingerprint,
    dispatches,
    programs: programs.map(({ dispatches: calls, ...rest }) => ({ ...rest, calls })),
    products: network === networks[0].name ? products?.find(alike)?.products : undefined,
  };
  const ofLayers = layers.filter((other) => alike(other) && other.network === network);
  return [
    entry('anatomy', { ...one, cannot: undefined }, [anatomy]),
    ...ofLayers.map((other) => entry('layers', other, [{ device, layers: other.layers }])),
  ];
}

function presentRun({ threads = 1, product, samples, loss, ...rest }: FormerRun, device: Device): Run {
  return {
    ...rest,
    device: { ...device, ...rest.device, threads },
    products: product && [together(product)],
    ...(samples && {
      milliseconds: samples.map(({ milliseconds }) => milliseconds),
      images: samples.map(({ images }) => images),
      losses: [loss ?? NaN],
    }),
  };
}

function together({ size, before, after }: FormerProduct): ProductTimes {
  return { size, milliseconds: [...before, ...after] };
}

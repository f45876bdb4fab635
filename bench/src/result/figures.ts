import type { Entry, Fingerprint, ProductTimes, Result, Run } from './result';
import { gflops, median, ratioByRound, summarize, type Ratio, type Summary } from './statistics';

/** What the timed steps of all rounds say together. */
export interface Figures {
  /** Milliseconds per image. */
  perImage: Summary;
  /** The median of each round. */
  medians: number[];
  /** Milliseconds per step, the median. */
  step: number;
  imagesPerSecond: number;
  gflops: number;
  /** Rate of a plain matrix product of the same peer, the median over rounds. */
  productGflops?: number;
  /** Milliseconds per step if all its multiply-accumulates ran at that rate. */
  floor?: number;
  /** The floor as a fraction of the step; the median over rounds, each with its own floor. */
  shareOfProduct?: number;
  /** How much faster ours are than stock at the same place. */
  againstStock?: Ratio;
  /** How much faster all threads are than one. */
  againstOneThread?: Ratio;
}

/** Computes the figures of an entry of `steps` or `training`; undefined if nothing was timed. */
export function figuresOf(result: Result, entry: Entry): Figures | undefined {
  const runs = entry.runs.filter((run) => run.milliseconds);
  if (runs.length === 0) return undefined;
  const { scenario, batchSize } = entry;
  const perImage = summarize(runs.flatMap((run) => imageTimes(run, batchSize)));
  const medians = mediansOf(entry);
  const { trainingMacs } = result.scenarios.find(({ name }) => name === scenario)!;
  const rates = runs.flatMap(({ products = [] }) => products.slice(0, 1).map(productGflops));
  const [product] = rates.length > 0 ? [median(rates)] : [];
  const other = (wanted: (peer: string) => boolean) =>
    result.entries.find((one) => isBeside(one, entry) && wanted(one.peer) && mediansOf(one).length > 0);
  const against = (one: Entry | undefined) => one && ratioByRound(mediansOf(one), medians);
  return {
    perImage,
    medians,
    step: perImage.median * batchSize,
    imagesPerSecond: 1000 / perImage.median,
    gflops: gflops(trainingMacs, perImage.median),
    productGflops: product,
    floor: product && (2 * trainingMacs * batchSize) / product / 1e6,
    shareOfProduct:
      product && median(medians.map((time, round) => gflops(trainingMacs, time) / rates[round])),
    againstStock: entry.peer === 'ours' ? against(other((peer) => peer.startsWith('stock'))) : undefined,
    againstOneThread: entry.peer === 'ours' ? against(other((peer) => peer === 'ours-1')) : undefined,
  };
}

/** Whether two entries measure the same scenario in the same way at the same place. */
export function isBeside(a: Entry, b: Entry): boolean {
  return a.measure === b.measure && a.scenario === b.scenario && a.place === b.place;
}

/** Returns the first entry of another measurement of the same scenario, place and peer. */
export function counterpart({ entries }: Result, measure: string, { scenario, place, peer }: Entry) {
  return entries.find(
    (one) => one.measure === measure && one.scenario === scenario && one.place === place && one.peer === peer,
  );
}

function mediansOf({ runs, batchSize }: Entry): number[] {
  return runs.flatMap((run) => (run.milliseconds ? [median(imageTimes(run, batchSize))] : []));
}

function imageTimes({ milliseconds = [], images }: Run, batchSize: number): number[] {
  return milliseconds.map((time, i) => time / (images?.[i] ?? batchSize));
}

/** Returns the rate of a matrix product. */
export function productGflops({ size, milliseconds }: ProductTimes): number {
  return gflops(size ** 3, median(milliseconds));
}

/** What one step consists of. */
export interface Anatomy {
  dispatches?: number;
  /** Milliseconds in programs or kernels. */
  inPrograms?: number;
  /** The rest of the step, as a fraction. */
  outside?: number;
}

/** A GPU's clock must have timed this fraction of the dispatches: reading the loss takes some, too. */
const timedShare = 0.8;

/**
 * Computes the anatomy of a step.
 *
 * @param step milliseconds per step, measured without a clock around each program.
 */
export function anatomyOf({ dispatches, programs = [], clockedSteps }: Run, step: number): Anatomy {
  if (clockedSteps) {
    const outside = median(clockedSteps.map(({ milliseconds, inKernels }) => 1 - inKernels / milliseconds));
    return { inPrograms: median(clockedSteps.map(({ inKernels }) => inKernels)), outside };
  }
  const timed = programs.reduce((sum, { calls }) => sum + calls, 0);
  if (dispatches === undefined || timed < timedShare * dispatches) return { dispatches };
  const inPrograms = programs.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  // Programs that are timed one by one do not overlap, so together they may take longer than the step.
  return { dispatches, inPrograms, outside: Math.max(0, 1 - inPrograms / step) };
}

/** Relative. Float32 sums in another order differ by less; another network differs by far more. */
const tolerance = 1e-4;

/** Compares each loss and gradient with those of the first peer of the same scenario; returns a line per difference. */
export function disagreements({ entries }: Result): string[] {
  const found = entries.flatMap((entry) => {
    const fingerprint = entry.runs.find((run) => run.fingerprint)?.fingerprint;
    return fingerprint ? [{ ...entry, fingerprint }] : [];
  });
  return found.flatMap(({ scenario, place, peer, fingerprint }) => {
    const first = found.find((other) => other.scenario === scenario)!;
    const differs = (key: keyof Fingerprint) =>
      !(Math.abs(fingerprint[key] / first.fingerprint[key] - 1) <= tolerance);
    return (['loss', 'gradientNorm'] as const)
      .filter(differs)
      .map(
        (key) =>
          `${scenario}, ${peer} at ${place}: ${key} is ${fingerprint[key]}, ` +
          `that of ${first.peer} at ${first.place} is ${first.fingerprint[key]}`,
      );
  });
}

/** Whether a measurement of ours failed. Stock may fail: that is a result. */
export function oursFailed({ entries }: Result): boolean {
  return entries.some(({ peer, cannot }) => peer.startsWith('ours') && cannot);
}

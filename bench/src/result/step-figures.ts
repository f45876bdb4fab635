import type { StepTimes } from '../measuring/measurement';
import { gflops, productGflops } from './product-gflops';
import { median, summarize, type Summary } from './statistics';

/** What the training steps of all rounds together say. */
export interface StepFigures {
  threads: number;
  /** Of a step. */
  milliseconds: Summary;
  /** The median of each round. */
  medians: number[];
  millisecondsPerImage: number;
  imagesPerSecond: number;
  gflops: number;
  /** The rate of a plain matrix product by the same peer, median over rounds. */
  productGflops: number;
  /** Milliseconds a step would take if all its multiply-accumulates ran at that rate. */
  floorMilliseconds: number;
  /** The floor's share of the step; the median over rounds, each with its own floor. */
  shareOfProduct: number;
  lossBefore: number;
  lossAfter: number;
}

/**
 * Sums up the runs of one peer.
 *
 * @param macs Multiply-accumulates of a step, for the whole batch.
 */
export function stepFigures(runs: readonly StepTimes[], batchSize: number, macs: number): StepFigures {
  const milliseconds = summarize(runs.flatMap((run) => run.milliseconds));
  const medians = runs.map((run) => median(run.milliseconds));
  const rates = runs.map(({ product }) => productGflops(product));
  const rate = median(rates);
  const [{ threads, losses }] = runs;
  return {
    threads,
    milliseconds,
    medians,
    millisecondsPerImage: milliseconds.median / batchSize,
    imagesPerSecond: (1000 * batchSize) / milliseconds.median,
    gflops: gflops(macs, milliseconds.median),
    productGflops: rate,
    floorMilliseconds: (2 * macs) / rate / 1e6,
    shareOfProduct: median(medians.map((time, round) => gflops(macs, time) / rates[round])),
    lossBefore: losses[0],
    lossAfter: losses[losses.length - 1],
  };
}

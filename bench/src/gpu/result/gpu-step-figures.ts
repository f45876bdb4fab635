import { gflops } from '../../result/product-gflops';
import { ratioByRound } from '../../result/ratio-by-round';
import { median, summarize } from '../../result/statistics';
import type { GpuStepFigures, GpuStepsResult } from './gpu-result';

/** The least share of dispatches whose time must be known: reading the loss, too, takes some. */
const timedShare = 0.8;

/**
 * Sums up the steps of one peer at one place.
 *
 * @param macs Multiply-accumulates of a step, for the whole batch.
 */
export function gpuStepFigures(
  { runs, programs, dispatches, batchSize }: GpuStepsResult,
  macs: number,
): GpuStepFigures {
  const timed = programs?.reduce((sum, program) => sum + program.dispatches, 0) ?? 0;
  // Kernels may run past the clock of tf.time.
  const allTimed = dispatches !== undefined && timed >= timedShare * dispatches;
  const milliseconds = summarize(runs.flatMap((run) => run.milliseconds));
  return {
    milliseconds,
    medians: runs.map((run) => median(run.milliseconds)),
    imagesPerSecond: (1000 * batchSize) / milliseconds.median,
    gflops: gflops(macs, milliseconds.median),
    firstMilliseconds: summarize(runs.map((run) => run.firstMilliseconds)),
    onGpu: allTimed ? programs?.reduce((sum, program) => sum + program.milliseconds, 0) : undefined,
  };
}

/** Compares ours with stock, where both have figures. */
export function compareWithStock(results: readonly GpuStepsResult[]): GpuStepsResult[] {
  return results.map((result) => {
    const { network, place, peer, figures } = result;
    const stock = results.find(
      (other) => other.network === network && other.place === place && other.peer === 'stock',
    )?.figures;
    if (peer === 'stock' || !figures || !stock) return result;
    return {
      ...result,
      figures: { ...figures, againstStock: ratioByRound(stock.medians, figures.medians) },
    };
  });
}

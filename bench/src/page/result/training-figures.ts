import { ratioByRound } from '../../result/ratio-by-round';
import { median, summarize } from '../../result/statistics';
import type { TrainingRun } from '../measuring/training-measurement';
import type { TrainingFigures, TrainingResult } from './page-result';

/** Sums up the runs of one peer; undefined if there are none. */
export function trainingFigures(runs: readonly TrainingRun[]): TrainingFigures | undefined {
  if (runs.length === 0) return undefined;
  const millisecondsPerImage = summarize(runs.flatMap(perImage));
  return {
    millisecondsPerImage,
    medians: runs.map((run) => median(perImage(run))),
    imagesPerSecond: 1000 / millisecondsPerImage.median,
  };
}

/** Compares ours with the stock peer beside them, where both have figures. */
export function compareWithStock(results: readonly TrainingResult[]): TrainingResult[] {
  return results.map((result) => {
    const { peer, figures } = result;
    const stock = stockBeside(result, results)?.figures;
    if (peer !== 'ours' || !figures || !stock) return result;
    return {
      ...result,
      figures: { ...figures, againstStock: ratioByRound(stock.medians, figures.medians) },
    };
  });
}

/** The stock peer on the same network and backend: the first that has figures. */
export function stockBeside(
  { network, backend }: Pick<TrainingResult, 'network' | 'backend'>,
  results: readonly TrainingResult[],
): TrainingResult | undefined {
  return results.find(
    (other) =>
      other.peer !== 'ours' && other.network === network && other.backend === backend && other.figures,
  );
}

function perImage({ samples }: TrainingRun): number[] {
  return samples.map(({ images, milliseconds }) => milliseconds / images);
}

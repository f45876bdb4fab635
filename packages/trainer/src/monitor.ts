import type { EpochReport } from './epoch-report';

/** A figure by which epochs are compared. Losses should fall, accuracies rise. */
export type Monitor = 'loss' | 'accuracy' | 'validationLoss' | 'validationAccuracy';

/** All figures an epoch can be judged by. */
export const monitors: readonly Monitor[] = ['loss', 'accuracy', 'validationLoss', 'validationAccuracy'];

/** The best epoch so far. */
export interface BestEpoch {
  /** What it was judged by. */
  monitor: Monitor;
  /** The epoch, from 1. */
  epoch: number;
  /** The figure in that epoch. */
  value: number;
}

/** The best epoch, now that another one has ended. An equal figure is no improvement, nor is NaN or infinity. */
export function bestOf(
  best: BestEpoch | undefined,
  monitor: Monitor,
  report: Pick<EpochReport, 'epoch' | Monitor>,
): BestEpoch | undefined {
  const value = report[monitor] ?? NaN;
  if (!Number.isFinite(value)) return best;
  const rises = monitor === 'accuracy' || monitor === 'validationAccuracy';
  const better = !best || (rises ? value > best.value : value < best.value);
  return better ? { monitor, epoch: report.epoch, value } : best;
}

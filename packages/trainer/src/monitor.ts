import type { EpochReport } from './epoch-report';

/** Metric by which epochs are compared: a lower loss or a higher accuracy is better. */
export type Monitor = 'loss' | 'accuracy' | 'validationLoss' | 'validationAccuracy';

/** All values of {@link Monitor}. */
export const monitors: readonly Monitor[] = ['loss', 'accuracy', 'validationLoss', 'validationAccuracy'];

/** The best epoch so far. */
export interface BestEpoch {
  /** Metric by which epochs are compared. */
  monitor: Monitor;
  /** The epoch, from 1. */
  epoch: number;
  /** Value of the metric in that epoch. */
  value: number;
}

/** Returns the best epoch after another one has ended. Equal, NaN and infinite values are not improvements. */
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

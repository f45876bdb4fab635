import { profile } from '@nin/blocks';
import type { RunRecord } from '../runs/run-record';

/** The figures of a run that can be told beside another's. */
export interface RunFigures {
  /** 0–1; undefined before the network is tested. */
  accuracy: number | undefined;
  /** Of the last epoch, on the test images, where it is known. */
  testLoss: number | undefined;
  /** Of the last epoch, while it was training. */
  trainingLoss: number | undefined;
  epochs: number;
  params: number;
  /** Null: not known. */
  macs: number | null;
  /** Over all epochs, tests left out. */
  imagesPerSecond: number | undefined;
  trainingSeconds: number;
}

/** The figures of a run. */
export function runFigures({ settings, history, results }: RunRecord): RunFigures {
  const { totals } = profile(settings.spec);
  const last = history.at(-1);
  const trainingSeconds = history.reduce((sum, epoch) => sum + epoch.trainingSeconds, 0);
  const images = history.reduce((sum, epoch) => sum + epoch.images, 0);
  return {
    accuracy: results?.accuracy,
    testLoss: last?.validationLoss,
    trainingLoss: last?.loss,
    epochs: history.length,
    params: totals.params,
    macs: totals.macs,
    imagesPerSecond: trainingSeconds > 0 ? images / trainingSeconds : undefined,
    trainingSeconds,
  };
}

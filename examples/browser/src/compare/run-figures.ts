import { profile } from '@nin/blocks';
import type { Phase } from '../lab/training-state';
import { networkOf } from '../settings/settings-state';
import type { RunRecord } from '../runs/run-record';

/** The figures of a run that can be compared with those of another. */
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
export function runFigures({ experiment, history, results }: RunRecord): RunFigures {
  const { totals } = profile(networkOf(experiment));
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

/** The condition of a run, as far as a person cares: a record says `running` also after a crash or a closed tab. */
export type RunCondition = RunRecord['state'] | 'interrupted' | 'failed' | 'fruitless';

/** Returns the condition of a run, by whether something of the run is kept to go on from, and by the training under way or last. */
export function runCondition(
  { id, state }: Pick<RunRecord, 'id' | 'state'>,
  canGoOn: boolean,
  training: { id: string | undefined; phase: Phase; busy: boolean },
): RunCondition {
  if (state !== 'running') return state;
  if (training.id === id && training.busy) return 'running';
  if (training.id === id && training.phase === 'failed') return 'failed';
  return canGoOn ? 'interrupted' : 'fruitless';
}

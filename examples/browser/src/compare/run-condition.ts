import type { Phase } from '../lab/training-state';
import type { RunRecord } from '../runs/run-record';

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

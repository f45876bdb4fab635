import type { Phase } from '../lab/training-state';
import type { RunRecord } from '../runs/run-record';

/** How a run stands, as far as a person cares: a record says `running` also after a crash or a closed tab. */
export type RunCondition = RunRecord['state'] | 'interrupted' | 'failed' | 'fruitless';

/** How a run stands, by whether something of it is kept to go on from, and beside the training that is under way or was last. */
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

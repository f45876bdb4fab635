import type { Phase } from '../lab/training-state';
import type { RunRecord } from '../runs/run-record';

/** How a run stands, as far as a person cares: a record says `running` also after a crash or a closed tab. */
export type RunCondition = RunRecord['state'] | 'interrupted' | 'failed' | 'fruitless';

/** How a run stands, beside the training that is under way or was last. */
export function runCondition(
  { id, state, history }: Pick<RunRecord, 'id' | 'state' | 'history'>,
  training: { id: string | undefined; phase: Phase; busy: boolean },
): RunCondition {
  if (state !== 'running') return state;
  if (training.id === id && training.busy) return 'running';
  if (training.id === id && training.phase === 'failed') return 'failed';
  return history.length > 0 ? 'interrupted' : 'fruitless';
}

import { computed, signal } from '@preact/signals';
import { lab } from '../lab/worker-link';
import type { RunRecord } from './run-record';
import { forgetRun, keepRun, keptRuns } from './run-store';

/** All runs, the newest first. */
export const runs = signal<readonly RunRecord[]>([]);

/** Why runs are not kept, if they are not. */
export const storageProblem = signal<string | undefined>(undefined);

/** The run that is being trained, or was last. */
export const currentRunId = signal<string | undefined>(undefined);

export const currentRun = computed(() => runs.value.find(({ id }) => id === currentRunId.value));

/** Fills in what earlier visits kept. */
export async function restoreRuns(): Promise<void> {
  try {
    const kept = await keptRuns();
    const known = new Set(runs.value.map(({ id }) => id));
    runs.value = [...runs.value, ...kept.filter(({ id }) => !known.has(id))];
  } catch (error) {
    storageProblem.value = (error as Error).message;
  }
}

/** Puts a run in place of what was known of it, and keeps it. */
export async function recordRun(run: RunRecord, { keep = true } = {}): Promise<void> {
  const known = runs.value.some(({ id }) => id === run.id);
  runs.value = known ? runs.value.map((other) => (other.id === run.id ? run : other)) : [run, ...runs.value];
  if (!keep) return;
  try {
    await keepRun(run);
    storageProblem.value = undefined;
  } catch (error) {
    storageProblem.value = (error as Error).message;
  }
}

/** Forgets a run and its weights. */
export async function removeRun(id: string): Promise<void> {
  runs.value = runs.value.filter((run) => run.id !== id);
  if (currentRunId.value === id) currentRunId.value = undefined;
  await Promise.allSettled([forgetRun(id), lab().deleteRun(id)]);
}

import { computed, signal } from '@preact/signals';
import { lab } from '../lab/worker-link';
import { keptModelIds } from '../worker/kept-models';
import type { RunRecord } from './run-record';
import { forgetRun, keepRun, keptRunOf, keptRuns, RunInUseError, whileLocked } from './run-store';

/** All runs, the newest first. */
export const runs = signal<readonly RunRecord[]>([]);

/** Why runs are not kept, if they are not. */
export const storageProblem = signal<string | undefined>(undefined);

/** How many kept runs cannot be read. They are left as they are. */
export const unreadableRuns = signal(0);

/** Whether a run could not be removed, as another tab trains it. */
export const removalRefused = signal(false);

/** The runs of which a model is kept: also those whose tab died before their record had an epoch. */
const keptModels = signal<ReadonlySet<string>>(new Set());

/** The run that is being trained, or was last. */
export const currentRunId = signal<string | undefined>(undefined);

export const currentRun = computed(() => runs.value.find(({ id }) => id === currentRunId.value));

/** Fills in what earlier visits kept. */
export async function restoreRuns(): Promise<void> {
  try {
    const [kept, models] = await Promise.all([keptRuns(), keptModelIds()]);
    const known = new Set(runs.value.map(({ id }) => id));
    runs.value = [...runs.value, ...kept.runs.filter(({ id }) => !known.has(id))];
    unreadableRuns.value = kept.unreadable;
    keptModels.value = new Set([...keptModels.value, ...models]);
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

/** A run as it is kept now, which another tab may have changed; as it is known here where nothing can be read. */
export async function latestRun(id: string): Promise<RunRecord | undefined> {
  const known = runs.value.find((run) => run.id === id);
  return (await keptRunOf(id).catch(() => undefined)) ?? known;
}

/** Notes that the model of a run has been kept. */
export function noteKeptModel(id: string): void {
  if (!keptModels.value.has(id)) keptModels.value = new Set([...keptModels.value, id]);
}

/** Whether there is something of a run to go on from, as far as is known without reading it. */
export function canGoOn({ id, history }: Pick<RunRecord, 'id' | 'history'>): boolean {
  return history.length > 0 || keptModels.value.has(id);
}

/** Forgets a run and its weights, unless another tab trains it. */
export async function removeRun(id: string): Promise<void> {
  removalRefused.value = false;
  try {
    await whileLocked(id, () => forget(id));
  } catch (error) {
    if (!(error instanceof RunInUseError)) throw error;
    removalRefused.value = true;
  }
}

async function forget(id: string): Promise<void> {
  runs.value = runs.value.filter((run) => run.id !== id);
  if (currentRunId.value === id) currentRunId.value = undefined;
  await Promise.allSettled([forgetRun(id), lab().deleteRun(id)]);
}

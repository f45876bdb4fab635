import { createStore, del, entries, get, set, type UseStore } from 'idb-keyval';
import { readRun } from './read-run';
import type { RunRecord } from './run-record';

let store: UseStore | undefined;

/** Where the browser keeps runs: its own IndexedDB. */
function runStore(): UseStore {
  store ??= createStore('nin-lab', 'runs');
  return store;
}

/** What is kept of runs. */
interface KeptRuns {
  /** The newest first. */
  runs: RunRecord[];
  /** How many more there are that cannot be read, as they are damaged or of another version of the lab. They stay where they are. */
  unreadable: number;
}

/** All kept runs. */
export async function keptRuns(): Promise<KeptRuns> {
  const kept = await entries<IDBValidKey, unknown>(runStore());
  const runs = kept.flatMap(([id, found]) => readRun(id, found) ?? []);
  return {
    runs: runs.sort((a, b) => b.startedAt.localeCompare(a.startedAt)),
    unreadable: kept.length - runs.length,
  };
}

/** One kept run; undefined without one, or if it cannot be read. */
export async function keptRunOf(id: string): Promise<RunRecord | undefined> {
  return readRun(id, await get<unknown>(id, runStore()));
}

/** Keeps a run, in place of what was kept of it before. */
export async function keepRun(run: RunRecord): Promise<void> {
  return set(run.id, run, runStore());
}

/** Forgets a run. */
export async function forgetRun(id: string): Promise<void> {
  return del(id, runStore());
}

/** A run that is being trained, here or in another tab. */
export class RunInUseError extends Error {
  override readonly name = 'RunInUseError';
  constructor() {
    super('the run is being trained in another tab');
  }
}

/**
 * Does something with a run that nothing else may do meanwhile: two trainings would write into one checkpoint. The browser
 * lets go of the lock of a tab that is closed or has crashed.
 *
 * @throws RunInUseError if another tab is at it.
 */
export async function whileLocked<Result>(id: string, work: () => Promise<Result>): Promise<Result> {
  // Pages that came over plain HTTP from another machine have no locks.
  const { locks } = navigator as { locks?: LockManager };
  if (!locks) return work();
  return await locks.request(`nin-lab run ${id}`, { ifAvailable: true }, async (lock) => {
    if (!lock) throw new RunInUseError();
    return work();
  });
}

import { createStore, del, entries, get, set, type UseStore } from 'idb-keyval';
import { readRun } from './read-run';
import type { RunRecord } from './run-record';

let store: UseStore | undefined;

/** Where the browser keeps runs: an IndexedDB of its own. */
function runStore(): UseStore {
  store ??= createStore('nin-lab', 'runs');
  return store;
}

/** What is kept of runs. */
export interface KeptRuns {
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

/** One kept run; undefined if there is none, or one that cannot be read. */
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

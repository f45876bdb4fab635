import { createStore, del, entries, set, type UseStore } from 'idb-keyval';
import type { RunRecord } from './run-record';

let store: UseStore | undefined;

/** Where the browser keeps runs: an IndexedDB of its own. */
function runStore(): UseStore {
  store ??= createStore('nin-lab', 'runs');
  return store;
}

/** All kept runs, the newest first. */
export async function keptRuns(): Promise<RunRecord[]> {
  const kept = await entries<string, RunRecord>(runStore());
  return kept.map(([, run]) => run).sort((a, b) => b.startedAt.localeCompare(a.startedAt));
}

/** Keeps a run, in place of what was kept of it before. */
export function keepRun(run: RunRecord): Promise<void> {
  return set(run.id, run, runStore());
}

/** Forgets a run. */
export function forgetRun(id: string): Promise<void> {
  return del(id, runStore());
}

import type { Job, MeasureJob } from '../job';
import type { Reply } from '../measure/reply';
import type { Plan } from '../plan';
import type { Entry, FoundPlace, Result, Run } from '../result/result';
import { scenarioFacts } from '../scenarios';
import { describeMachine, readVersions } from './describe-machine';
import type { GpuEnvironment } from './find-places';
import { runInProcess } from './run-in-process';

/** Longer than any job should take. */
const limitSeconds = 400;

/** Does one job in a separate process or browser. */
export async function runJob(job: Job, { env, browserArgs }: GpuEnvironment): Promise<Reply<Run>> {
  if (job.place.startsWith('node')) {
    return runInProcess(new URL('./in-process.js', import.meta.url), job, { limitSeconds, env });
  }
  // Loaded only here: Node alone, as in the bundle, needs no browser.
  const { runInPage } = await import('./run-in-page');
  return runInPage(job, { limitSeconds, browserArgs });
}

/** Options of {@link runBench}. */
export interface RunOptions {
  /** Names the file of results. */
  set: string;
  places: readonly FoundPlace[];
  /** Does a job. */
  run: (job: MeasureJob) => Promise<Reply<Run>>;
  /** Called before each job. */
  onJob?: (job: MeasureJob, number: number) => void;
  /** Called with all results so far after each job, so that a run that is interrupted keeps them. */
  onResult?: (result: Result) => void;
}

/** Runs a plan, one job after another. */
export async function runBench({ jobs, rounds, skipped }: Plan, options: RunOptions): Promise<Result> {
  const { set, places, run, onJob, onResult } = options;
  const timed = new Set([...jobs, ...skipped].map(({ scenario }) => scenario));
  const result: Result = {
    version: 2,
    set,
    startedAt: new Date().toISOString(),
    endedAt: '',
    machine: describeMachine(),
    versions: readVersions(),
    rounds,
    places: [...places],
    scenarios: [...timed].map(scenarioFacts),
    entries: [],
  };
  for (const [i, job] of jobs.entries()) {
    onJob?.(job, i + 1);
    const reply = await run(job);
    const entry = entryOf(result.entries, job);
    if ('cannot' in reply) entry.cannot = reply.cannot;
    else entry.runs.push(reply.measured);
    result.endedAt = new Date().toISOString();
    onResult?.(result);
  }
  for (const { reason, ...job } of skipped) entryOf(result.entries, job).skipped = reason;
  onResult?.(result);
  return result;
}

function entryOf(entries: Entry[], { measure, scenario, place, peer, batchSize, pace }: MeasureJob): Entry {
  const known = entries.find(
    (one) =>
      one.measure === measure && one.scenario === scenario.name && one.place === place && one.peer === peer,
  );
  if (known) return known;
  const entry: Entry = { measure, scenario: scenario.name, place, peer, batchSize, pace, runs: [] };
  entries.push(entry);
  return entry;
}

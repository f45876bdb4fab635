import type { BackendInfo } from '@nin/backends';
import type { EpochReport, StepReport } from '@nin/trainer';
import { stepLog } from '@nin/recipes';
import type { RunRecord } from '../runs/run-record';
import { noteKeptModel, recordRun } from '../runs/runs-state';
import type { DataSummary, ResumePoint, TrainEnd, TrainEvents } from '../worker/lab-api';
import { advance, trainingPace, trainingState, update } from './training-state';

/** What decides a run, and is kept with it from its start. */
export type RunSettings = Pick<RunRecord, 'id' | 'experiment' | 'base' | 'preference' | 'identity'>;

/** What a run is trained on, and what is kept of it. */
interface RunParts {
  backend: BackendInfo;
  data: DataSummary;
  /** The record of a run that goes on; undefined for a new one. */
  kept: RunRecord | undefined;
}

/**
 * Keeps the record of a run while it is trained: it follows the checkpoint, which is the truth. The record of a run that goes
 * on stays as it was until its checkpoint has been accepted.
 */
export function watchRun(
  run: RunSettings,
  { backend, data, kept }: RunParts,
): { events: TrainEvents; finish: (end: TrainEnd) => Promise<void> } {
  const log = stepLog();
  let record = kept ?? newRecord(run, { backend, data });
  if (!kept) void recordRun(record);
  const pace = trainingPace();
  const events: TrainEvents = {
    compiling: (done, total) => advance({ phase: 'compiling', compiling: { done, total } }),
    resumed(from) {
      const done = (kept?.steps ?? []).filter((report) => isBefore(from, report));
      for (const report of done) log.add(report);
      const { history } = from;
      record = { ...record, backend, state: 'running', history, steps: [...log.reports()] };
      void recordRun(record);
    },
    step(report) {
      log.add(report);
      if (trainingState.value.phase === 'paused') pace.pause();
      // Results of earlier weights must not be found beside later ones, whenever the tab dies.
      const keep = record.results !== undefined;
      record = { ...record, results: undefined, steps: [...log.reports()] };
      void recordRun(record, { keep });
      advance({ phase: 'training', step: report, pace: pace.add(report, performance.now()) });
    },
    kept() {
      noteKeptModel(run.id);
      void recordRun(record);
    },
    epoch(report, saved) {
      record = { ...record, history: withEpoch(record.history, report) };
      // Only what is kept can be continued.
      void recordRun(record, { keep: saved });
      advance({ phase: 'training', epoch: report });
      pace.pause();
    },
    testing: () => advance({ phase: 'testing' }),
    notice: (message) => update({ notices: [...trainingState.value.notices, message] }),
  };
  return {
    events,
    async finish({ outcome, results = record.results }) {
      record = { ...record, state: outcome, results };
      await recordRun(record);
    },
  };
}

function newRecord(
  { id, experiment, base, preference }: RunSettings,
  { backend, data }: Pick<RunParts, 'backend' | 'data'>,
): RunRecord {
  const { title, synthetic, train, test, classNames } = data;
  return {
    id,
    startedAt: new Date().toISOString(),
    experiment,
    base,
    preference,
    backend,
    data: { title, synthetic, train, test, classNames },
    state: 'running',
    history: [],
    steps: [],
  };
}

/** Whether a step is one of those that a checkpoint holds; later ones are done, and reported, again. */
function isBefore({ history, step: begun }: ResumePoint, { epoch, step }: StepReport): boolean {
  return epoch <= history.length || (epoch === history.length + 1 && step <= begun);
}

function withEpoch(history: readonly EpochReport[], report: EpochReport): EpochReport[] {
  return [...history.slice(0, report.epoch - 1), report];
}

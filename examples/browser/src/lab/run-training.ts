import type { BackendInfo } from '@nin/backends';
import type { EpochReport } from '@nin/trainer';
import { proxy } from 'comlink';
import { stepLog } from 'nin-run';
import type { RunRecord } from '../runs/run-record';
import { currentRunId, recordRun, runs } from '../runs/runs-state';
import type { LabSettings } from '../settings/lab-settings';
import { settings } from '../settings/settings-state';
import type { DataSummary, TrainEnd, TrainEvents } from '../worker/lab-api';
import { startBackend } from './backend-state';
import { loadData } from './data-state';
import { trainingPace } from './training-pace';
import { isBusy, trainingState, type TrainingState } from './training-state';
import { endWorker, lab, whileAlive } from './worker-link';

/** Trains the network of the settings, as a new run. */
export function startTraining(): Promise<void> {
  return runTraining(crypto.randomUUID(), settings.value, undefined);
}

/**
 * Goes on with a run after its last kept epoch, with the settings it began with. The page takes them over: its fields
 * would else tell of another training than the one under way.
 */
export async function continueRun(id: string): Promise<void> {
  const kept = runs.value.find((run) => run.id === id);
  if (!kept || isBusy.value) return;
  // A new network, so that what is typed in its fields and cannot be built does not outlive the one it was made from.
  settings.value = { ...kept.settings, spec: { ...kept.settings.spec } };
  await runTraining(id, kept.settings, kept);
}

/** Holds the training before its next step. */
export function pauseTraining(): void {
  if (trainingState.value.phase !== 'training') return;
  void lab().pause();
  update({ phase: 'paused' });
}

/** Goes on after a pause. */
export function resumeTraining(): void {
  if (trainingState.value.phase !== 'paused') return;
  void lab().resume();
  update({ phase: 'training' });
}

/** Ends the training after the step under way. Before the first step, gives up the start. */
export function stopTraining(): void {
  const { phase } = trainingState.value;
  if (!isBusy.value || phase === 'stopping') return;
  update({ phase: 'stopping' });
  void lab().cancelLoading();
  void lab().stop();
}

function update(part: Partial<TrainingState>): void {
  trainingState.value = { ...trainingState.value, ...part };
}

/** The state left by a person who has stopped it must not be overwritten by what still arrives. */
function advance(part: Partial<TrainingState> & Pick<TrainingState, 'phase'>): void {
  const { phase } = trainingState.value;
  const held = phase === 'stopping' || (phase === 'paused' && part.phase === 'training');
  update(held ? { ...part, phase } : part);
}

/** Thrown between the parts of a start that a person has stopped. */
class StoppedError extends Error {}

function requireGoing(): void {
  if (trainingState.value.phase === 'stopping') throw new StoppedError('stopped');
}

async function runTraining(id: string, of: LabSettings, kept: RunRecord | undefined): Promise<void> {
  if (isBusy.value) return;
  trainingState.value = { phase: 'starting', notices: [] };
  let record: RunRecord | undefined = kept;
  try {
    const backend = await startBackend(of.backend);
    requireGoing();
    update({ phase: 'loading' });
    const data = await loadData({ of });
    requireGoing();
    update({ phase: 'compiling' });
    const watched = watchRun(id, of, { backend, data, kept });
    currentRunId.value = id;
    ({ record } = watched);
    const resume = watched.record.history.length > 0;
    const end = await whileAlive(lab().train({ id, settings: of, resume }, proxy(watched.events)));
    await watched.finish(end);
    update({ phase: end.outcome });
  } catch (error) {
    const stopped = trainingState.value.phase === 'stopping';
    if (stopped) update({ phase: 'stopped' });
    else
      fail(
        error as Error,
        runs.value.find((run) => run.id === record?.id),
      );
  }
}

/** Errors that say nothing against the worker: the loss of the network, or images that were not to be had. */
const harmless = ['NonFiniteLossError', 'DataNotServedError', 'CifarUnavailableError', 'AbortError'];

function fail({ name, message }: Error, record: RunRecord | undefined): void {
  const canContinue = (record?.history.length ?? 0) > 0;
  // A worker whose GPU is gone, or that has run out of memory, is not to be trusted with another training.
  if (!harmless.includes(name)) endWorker();
  update({ phase: 'failed', failure: { name, message, canContinue } });
}

/** A record of a run, and the events that fill it. */
function watchRun(
  id: string,
  of: LabSettings,
  { backend, data, kept }: { backend: BackendInfo; data: DataSummary; kept: RunRecord | undefined },
): { record: RunRecord; events: TrainEvents; finish: (end: TrainEnd) => Promise<void> } {
  const { title, synthetic, train, test, classNames } = data;
  const log = stepLog();
  const history = kept?.history ?? [];
  // The epoch that was interrupted begins anew: its steps would be told twice.
  for (const report of kept?.steps ?? []) if (report.epoch <= history.length) log.add(report);
  let record: RunRecord = {
    id,
    startedAt: kept?.startedAt ?? new Date().toISOString(),
    settings: of,
    backend,
    data: { title, synthetic, train, test, classNames },
    state: 'running',
    history,
    steps: [...log.reports()],
  };
  void recordRun(record);
  const pace = trainingPace();
  const events: TrainEvents = {
    compiling: (done, total) => advance({ phase: 'compiling', compiling: { done, total } }),
    step(report) {
      log.add(report);
      if (trainingState.value.phase === 'paused') pace.pause();
      record = { ...record, steps: [...log.reports()] };
      void recordRun(record, { keep: false });
      advance({ phase: 'training', step: report, pace: pace.add(report, performance.now()) });
    },
    epoch(report, saved) {
      // Only what is kept can be continued: a history ahead of its checkpoint would show an epoch twice.
      record = { ...record, history: withEpoch(record.history, report) };
      void recordRun(record, { keep: saved });
      advance({ phase: 'training', epoch: report });
      pace.pause();
    },
    testing: () => advance({ phase: 'testing' }),
    notice: (message) => update({ notices: [...trainingState.value.notices, message] }),
  };
  return {
    record,
    events,
    async finish({ outcome, results }) {
      record = { ...record, state: outcome, results };
      await recordRun(record);
    },
  };
}

function withEpoch(history: readonly EpochReport[], report: EpochReport): EpochReport[] {
  return [...history.slice(0, report.epoch - 1), report];
}

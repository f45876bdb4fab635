import { proxy } from 'comlink';
import { whileLocked } from '../runs/run-store';
import { canGoOn, currentRunId, latestRun, runs } from '../runs/runs-state';
import { base, experiment, preference, replaceExperiment } from '../settings/settings-state';
import { loadData } from './data-state';
import { isBusy, trainingState, update } from './training-state';
import { type RunSettings, watchRun } from './watch-run';
import { endWorker, lab, startBackend, whileAlive } from './worker-link';

/** Trains what is set, as a new run. */
export function startTraining(): Promise<void> {
  const id = crypto.randomUUID();
  const parts = { experiment: experiment.value, base: base.value, preference: preference.value };
  return runTraining({ id, ...parts }, false);
}

/**
 * Goes on with a run where it was last kept, with the experiment it began with. The page shows that: its fields
 * would otherwise show another training than the one under way.
 */
export async function continueRun(id: string): Promise<void> {
  const kept = runs.value.find((run) => run.id === id);
  if (!kept || isBusy.value) return;
  // A new network, so that what is typed in its fields and cannot be built does not outlive the one it was made from.
  replaceExperiment({ ...kept.experiment, network: { ...kept.experiment.network } }, kept.base);
  preference.value = kept.preference;
  await runTraining(kept, true);
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

/** Thrown between the parts of a start that a person has stopped. */
class StoppedError extends Error {}

function requireGoing(): void {
  if (trainingState.value.phase === 'stopping') throw new StoppedError('stopped');
}

async function runTraining(run: RunSettings, isKept: boolean): Promise<void> {
  const { id } = run;
  if (isBusy.value) return;
  trainingState.value = { phase: 'starting', notices: [] };
  try {
    await whileLocked(id, () => trainLocked(run, isKept));
  } catch (error) {
    const { name } = error as Error;
    const isStop = error instanceof StoppedError || name === 'AbortError';
    if (isStop && trainingState.value.phase === 'stopping') update({ phase: 'stopped' });
    else fail(id, error as Error);
  }
}

async function trainLocked(run: RunSettings, isKept: boolean): Promise<void> {
  const { id, experiment, identity } = run;
  // Another tab may have gone on with it since this one was opened.
  const kept = isKept ? await latestRun(id) : undefined;
  const backend = await startBackend(run.preference);
  requireGoing();
  update({ phase: 'loading' });
  const data = await loadData({ of: experiment });
  requireGoing();
  update({ phase: 'compiling' });
  const { events, finish } = watchRun(run, { backend, data, kept });
  currentRunId.value = id;
  const end = await whileAlive(lab().train({ id, experiment, identity, resume: isKept }, proxy(events)));
  await finish(end);
  update({ phase: end.outcome });
}

/** Errors that say nothing against the worker: the loss of the network, a refusal, or images that were not to be had. */
const harmless = [
  'NonFiniteLossError',
  'KeptRunError',
  'RunInUseError',
  'DataNotServedError',
  'CifarUnavailableError',
  'AbortError',
];

function fail(id: string, { name, message }: Error): void {
  const run = runs.value.find((one) => one.id === id);
  // A worker whose GPU is gone, or that has run out of memory, is not to be trusted with another training.
  if (!harmless.includes(name)) endWorker();
  // The button to continue is of the current run, which a run refused before its training is not.
  const canContinue = run !== undefined && id === currentRunId.value && canGoOn(run);
  update({ phase: 'failed', failure: { name, message, canContinue } });
}

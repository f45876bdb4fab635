import { fileSystem, type StepReport } from '@nin/trainer';
import { stepLog, testResults } from '@nin/recipes';
import { lockedFiles } from '../runs/locked-files';
import { namingCheckpoint } from '../runs/run-progress';
import { removeStrayFiles } from '../runs/stray-files';
import { trainingProgress } from '../terminal/training-progress';
import { compileNetwork } from './compile-network';
import { experimentOf } from './experiment';
import { InterruptedError } from './interruption';
import { failRun, stopRun } from './run-end';
import { announce, conclude } from './run-messages';
import type { Run } from './run-parts';
import { runRecord, type RunRecord } from './run-record';
import { networkName } from './settings';

/** Trains a network to the end, or on to the end, and leaves all there is to know in the folder of the run. */
export async function runTraining(run: Run): Promise<void> {
  const { session } = run;
  const record = runRecord(run);
  try {
    announce(run);
    await compileNetwork(session);
    await restore(run);
    try {
      await workOrStop(run, record);
    } catch (error) {
      throw await failRun(run, record, error);
    }
  } finally {
    session.dispose();
  }
}

/** Puts back what was saved, which shows whether it is of this training, before anything of the run is written. */
async function restore({ folder, session, saved, ...rest }: Run): Promise<void> {
  if (!saved) return;
  const checkpoint = { save: fileSystem(folder.checkpoint), experiment: experimentOf({ session, ...rest }) };
  await namingCheckpoint(folder, () => session.restore(checkpoint));
  const { history, step } = saved;
  // In the middle of an epoch nobody has measured the weights.
  const testAccuracy = step === 0 ? history.at(-1)?.validationAccuracy : undefined;
  session.describe({ epochs: history.length, testAccuracy });
}

async function workOrStop(run: Run, record: RunRecord): Promise<void> {
  try {
    await work(run, record);
  } catch (error) {
    if (!(error instanceof InterruptedError)) throw error;
    await stopRun(run, record, error);
  }
}

async function work(run: Run, record: RunRecord): Promise<void> {
  const { folder, session, saved, history, interruption } = run;
  const progress = trainingProgress();
  const steps = stepLog();
  await removeStrayFiles(folder);
  if (saved && saved.epoch > 0) await record.epochsDone({ model: saved.step === 0 });
  else await record.summarize({ state: 'running' });
  // How long a step takes is not known yet.
  interruption.stepTakes(Infinity);
  const epochs = session.epochs({
    signal: interruption.signal,
    checkpoint: {
      save: lockedFiles(folder, folder.checkpoint),
      resume: saved !== undefined,
      experiment: experimentOf(run),
    },
    onProgress(report) {
      interruption.stepTakes(report.millisecondsPerStep);
      progress.step(report);
      steps.add(report);
    },
  });
  try {
    for await (const report of epochs) {
      history.push(report);
      progress.epoch(report);
      await record.epochsDone();
    }
  } finally {
    progress.stop();
  }
  await finish(run, record, steps.reports());
}

async function finish(run: Run, record: RunRecord, steps: readonly StepReport[]): Promise<void> {
  const { settings, data, kinds, folder, session, history, interruption } = run;
  interruption.listen();
  const results = await testResults(session.model, data.test, interruption.signal);
  const summary = record.summary({ state: 'finished', testAccuracy: results.accuracy });
  // Charts are loaded only here, so that the command starts fast.
  const { writeReport } = await import('../report/write-report');
  const { seed } = settings;
  const name = networkName(settings);
  const network = session.spec;
  await writeReport(folder, { name, seed, settings, network, kinds, data, history, steps, summary, results });
  // Last: a run that says it is finished has everything.
  await record.summarize(summary);
  conclude(run, summary);
}

import { stepLog, testResults, type Session } from '@nin/recipes';
import { fileSystem, type StepReport } from '@nin/trainer';
import { lockedFiles, removeStrayFiles } from '../runs/run-folder';
import { namingCheckpoint } from '../runs/run-progress';
import { shaderProgress } from '../terminal/progress-bars';
import { trainingProgress } from '../terminal/training-progress';
import { InterruptedError } from './interruption';
import { failRun, stopRun } from './run-end';
import { announce, conclude } from './run-messages';
import type { Run } from './run-parts';
import { runRecord, type RunRecord } from './run-record';

/** Trains to the end, or from a checkpoint to the end, and writes all results to the folder of the run. */
export async function runTraining(run: Run): Promise<void> {
  const { session } = run;
  const record = runRecord(run);
  try {
    announce(run);
    await compile(session);
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

/** Compiles the shaders of a training step on a GPU, with a progress bar. */
async function compile(session: Session): Promise<void> {
  const progress = shaderProgress();
  try {
    await session.compile({ onProgress: progress.report });
  } finally {
    progress.stop();
  }
}

/** Restores the checkpoint, which shows whether it is of this training, before anything of the run is written. */
async function restore({ folder, session, saved }: Run): Promise<void> {
  if (!saved) return;
  await namingCheckpoint(folder, () => session.restore({ save: fileSystem(folder.checkpoint) }));
  const { history, step } = saved;
  // In the middle of an epoch the weights have not been measured.
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
  // The duration of a step is not known yet.
  interruption.stepTakes(Infinity);
  const epochs = session.epochs({
    signal: interruption.signal,
    checkpoint: { save: lockedFiles(folder, folder.checkpoint), resume: saved !== undefined },
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
  const { data, session, interruption } = run;
  interruption.listen();
  const results = await testResults(session.model, data.test, interruption.signal);
  const summary = record.summary({ state: 'finished', testAccuracy: results.accuracy });
  await record.report({ steps, summary, results });
  // Last: a run that says it is finished has everything.
  await record.summarize(summary);
  conclude(run, summary);
}

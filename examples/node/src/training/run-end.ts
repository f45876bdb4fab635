import { OutOfMemoryError } from '@nin/backends';
import {
  CheckpointError,
  fileSystem,
  NonFiniteLossError,
  readCheckpoint,
  type Checkpoint,
} from '@nin/trainer';
import { reasonOf, UsageError } from '../failure';
import { print } from '../terminal/print';
import type { InterruptedError } from './interruption';
import { fittingSize } from './memory';
import { lastGoodWeights, stopMessage } from './run-messages';
import type { RunRecord } from './run-record';
import type { Run } from './run-parts';

/** Ends a run that a signal has stopped; `train` has saved the steps done. */
export async function stopRun(run: Run, record: RunRecord, { status }: InterruptedError): Promise<void> {
  const { folder, session, history } = run;
  await folder.lock.requireHeld();
  const saved = await savedBy(run);
  if (saved && history.length === 0) {
    // A model that is not measured never replaces a measured one; the run has no model yet.
    session.describe({ epochs: 0 });
    await record.model();
  }
  await record.summarize({ state: 'stopped' });
  print(stopMessage(folder, saved));
  process.exitCode = status;
}

/**
 * Records that a run has failed. Its model and its checkpoint stay as they are.
 *
 * @returns the error to report.
 */
export async function failRun(run: Run, record: RunRecord, error: unknown): Promise<unknown> {
  await run.folder.lock.requireHeld();
  const reported = await reportedError(run, error);
  await record.failed(reasonOf(reported));
  return reported;
}

async function reportedError(run: Run, error: unknown): Promise<unknown> {
  if (error instanceof OutOfMemoryError) {
    return new UsageError(
      `${error.message}; ${fittingSize({ ...run, experiment: run.session.experiment })}`,
      { cause: error },
    );
  }
  const diverged = divergence(error);
  if (diverged === undefined) return error;
  return new UsageError(`${diverged}; ${lastGoodWeights(run.folder, await savedBy(run))}`, { cause: error });
}

/** Returns the message for a training whose numbers are no longer finite; undefined for other errors. */
function divergence(error: unknown): string | undefined {
  if (error instanceof CheckpointError) return `the training has diverged: ${error.message}`;
  if (!(error instanceof NonFiniteLossError)) return undefined;
  const { epoch, step, value, learningRate } = error;
  const what = Number.isFinite(value) ? 'the weights are not finite' : `the loss is ${value}`;
  const rate = learningRate === undefined ? '' : ` at a learning rate of ${learningRate}`;
  return `the training has diverged: in epoch ${epoch}, step ${step}, ${what}${rate}`;
}

/** Returns the checkpoint of a run; undefined without a readable one. */
async function savedBy({ folder }: Run): Promise<Checkpoint | undefined> {
  try {
    return await readCheckpoint(fileSystem(folder.checkpoint));
  } catch {
    return undefined;
  }
}

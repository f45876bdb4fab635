import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CheckpointError, fileSystem, readCheckpoint, type Checkpoint } from '@nin/trainer';
import { UsageError } from '../failure';
import type { Experiment } from '@nin/recipes';
import type { RunSummary } from '../training/run-record';
import type { RunFolder } from './run-folder';

/**
 * Reads the checkpoint of a run, and checks that the rest of the folder records no more epochs.
 *
 * @returns undefined if no step was saved yet.
 * @throws UsageError if the checkpoint is damaged, or not there although the folder records epochs, or of another run.
 * @throws ModelFileError if its files cannot be read.
 */
export async function readProgress(
  folder: RunFolder,
  { epochs }: Pick<Experiment, 'epochs'>,
): Promise<Checkpoint | undefined> {
  const saved = existsSync(join(folder.checkpoint, 'model.json')) ? await readSaved(folder) : undefined;
  await requireNoMore(folder, saved);
  if (saved && saved.epoch > epochs) {
    throw new UsageError(
      `${folder.config} must ask for at least the ${saved.epoch} epochs of ${folder.checkpoint}, got ${epochs}`,
    );
  }
  return saved;
}

async function readSaved(folder: RunFolder): Promise<Checkpoint> {
  const saved = await namingCheckpoint(folder, () => readCheckpoint(fileSystem(folder.checkpoint)));
  if (saved.history.length !== saved.epoch) {
    throw new UsageError(
      `${folder.checkpoint} must hold the reports of its ${saved.epoch} epochs, got ${saved.history.length}: an earlier version saved it`,
    );
  }
  return saved;
}

/** Calls `work`, and names the folder in the error of a checkpoint that is damaged or of another training. */
export async function namingCheckpoint<Result>(
  { checkpoint }: RunFolder,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof CheckpointError) && !(error instanceof RangeError)) throw error;
    throw new UsageError(`${checkpoint} cannot be resumed: ${error.message}`, { cause: error });
  }
}

/** Refuses a folder that records more than its checkpoint: resuming would overwrite results. */
async function requireNoMore(folder: RunFolder, saved: Checkpoint | undefined): Promise<void> {
  const held = saved
    ? `${folder.checkpoint} holds ${saved.epoch}`
    : `${folder.checkpoint} holds no checkpoint`;
  for (const [path, epochs] of [
    [folder.historyCsv, await epochsInHistory(folder.historyCsv)],
    [folder.summary, await epochsInSummary(folder.summary)],
  ] as const) {
    if (epochs <= (saved?.epoch ?? 0)) continue;
    throw new UsageError(
      `${path} records ${epochs} ${epochs === 1 ? 'epoch' : 'epochs'}, but ${held}: nothing was changed`,
    );
  }
  if (!saved && existsSync(join(folder.model, 'model.json'))) {
    throw new UsageError(`${folder.model} holds a trained model, but ${held}: nothing was changed`);
  }
}

/** Returns the last epoch of a history.csv; 0 without one. */
async function epochsInHistory(path: string): Promise<number> {
  const rows = (await textOf(path)).split('\n').slice(1);
  return Math.max(0, ...rows.map((row) => Number.parseInt(row, 10)).filter(Number.isSafeInteger));
}

/** Returns the epochs done by a summary.json; 0 if it cannot be read. */
async function epochsInSummary(path: string): Promise<number> {
  try {
    const { epochs } = JSON.parse(await textOf(path)) as Partial<RunSummary>;
    return Number.isSafeInteger(epochs?.done) ? (epochs?.done ?? 0) : 0;
  } catch {
    return 0;
  }
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}

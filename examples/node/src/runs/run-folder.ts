import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { reasonOf, UsageError } from '../failure';
import { makeFolder } from './make-folder';

/** Where the parts of a run are. */
export interface RunFolder {
  path: string;
  /** All settings, the network, versions, the device. */
  config: string;
  /** The figures of the run. */
  summary: string;
  /** One row an epoch. */
  historyCsv: string;
  historyJsonl: string;
  /** The model in the format of tfjs. */
  model: string;
  /** What a resumed run needs. */
  checkpoint: string;
  confusion: string;
  report: string;
}

/** The names of a run's parts. */
export function runFolder(path: string): RunFolder {
  const folder = resolve(path);
  return {
    path: folder,
    config: join(folder, 'config.json'),
    summary: join(folder, 'summary.json'),
    historyCsv: join(folder, 'history.csv'),
    historyJsonl: join(folder, 'history.jsonl'),
    model: join(folder, 'model'),
    checkpoint: join(folder, 'checkpoint'),
    confusion: join(folder, 'confusion.svg'),
    report: join(folder, 'report.html'),
  };
}

/**
 * Makes the folder of a new run.
 *
 * @param path where, or undefined for a name of its own under `runs/`.
 * @throws UsageError if the folder holds anything.
 */
export async function createRunFolder(path: string | undefined, label: string): Promise<RunFolder> {
  const folder = runFolder(path ?? join('runs', `${timestamp(new Date())}-${label}`));
  let present: string[];
  try {
    await makeFolder(folder.path);
    present = await readdir(folder.path);
  } catch (error) {
    throw new UsageError(`--out must be a folder that can be made, got ${folder.path}: ${reasonOf(error)}`);
  }
  if (present.length > 0) {
    throw new UsageError(
      `--out must be a new or an empty folder, got ${folder.path} (--resume goes on with its run)`,
    );
  }
  return folder;
}

/**
 * The folder of a run that is there.
 *
 * @throws UsageError if it is not one.
 */
export function openRunFolder(path: string): RunFolder {
  const folder = runFolder(path);
  if (!existsSync(folder.config)) {
    throw new UsageError(`RUN must be the folder of a run, got ${folder.path}, which has no config.json`);
  }
  return folder;
}

function timestamp(time: Date): string {
  return time.toISOString().slice(0, 19).replaceAll(':', '-').replace('T', '_');
}

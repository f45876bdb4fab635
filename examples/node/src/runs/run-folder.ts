import { existsSync } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { isLeftover, makeFolder, removeFiles } from '@nin/durable-files';
import { reasonOf, UsageError } from '../failure';
import { lockFileName, lockFolder, type FolderLock } from './folder-lock';

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

/** The folder of a run that this process alone writes to. */
export interface OwnRunFolder extends RunFolder {
  lock: FolderLock;
}

/**
 * Makes the folder of a new run and locks it: exactly one of several processes gets it.
 *
 * @param path where, or undefined for a name of its own under `runs/`.
 * @throws UsageError if the folder holds anything, or another process has it.
 */
export async function createRunFolder(path: string | undefined, label: string): Promise<OwnRunFolder> {
  const named = join('runs', `${timestamp(new Date())}-${label}`);
  let folder = runFolder(path ?? named);
  try {
    if (path === undefined) folder = runFolder(await makeNewFolder(named));
    else await makeFolder(folder.path);
    // Before there is a lock file in it: what belongs to somebody else is left as it is.
    await requireEmpty(folder);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`--out must be a folder that can be made, got ${folder.path}: ${reasonOf(error)}`);
  }
  const lock = await lockFolder(folder.path);
  try {
    // Another process may have filled the folder since.
    await requireEmpty(folder);
    await removeFiles(folder.path, isLeftover);
  } catch (error) {
    await lock.release();
    throw error;
  }
  return { ...folder, lock };
}

/**
 * Locks the folder of a run that is there.
 *
 * @param file what the run is described in.
 * @throws UsageError if it is not one, or another process has it.
 */
export async function openRunFolder(path: string, file = 'config.json'): Promise<OwnRunFolder> {
  const folder = runFolder(path);
  if (!existsSync(join(folder.path, file))) {
    throw new UsageError(
      `RUN must be the folder of a run, got ${folder.path}, which has no ${file}: start one there without --resume`,
    );
  }
  const lock = await lockFolder(folder.path);
  return { ...folder, lock };
}

async function requireEmpty({ path }: RunFolder): Promise<void> {
  const present = await readdir(path);
  // A process that was killed before its run began leaves no more than this.
  if (present.every((name) => name === lockFileName || isLeftover(name))) return;
  throw new UsageError(`--out must be a new or an empty folder, got ${path} (--resume goes on with its run)`);
}

/** Makes a folder that was not there: under the name, or with the first free number after it. */
async function makeNewFolder(name: string): Promise<string> {
  await makeFolder(dirname(name));
  for (let number = 1; ; number++) {
    const path = number === 1 ? name : `${name}-${number}`;
    try {
      await mkdir(path);
      return path;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

function timestamp(time: Date): string {
  return time.toISOString().slice(0, 19).replaceAll(':', '-').replace('T', '_');
}

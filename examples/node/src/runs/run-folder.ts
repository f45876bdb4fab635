import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { isLeftover, makeFolder, removeFiles } from '@nin/durable-files';
import { fileSystem } from '@nin/trainer';
import type { io } from '@tensorflow/tfjs-core';
import { reasonOf, UsageError } from '../failure';
import { lockFileName, lockFolder, type FolderLock } from './folder-lock';

/** The paths of a run's parts. */
export interface RunFolder {
  path: string;
  /** The experiment, and when, on what and with which versions it runs. */
  config: string;
  /** The figures of the run. */
  summary: string;
  /** One row per epoch. */
  historyCsv: string;
  historyJsonl: string;
  /** The model in the format of tfjs. */
  model: string;
  /** What a resumed run needs. */
  checkpoint: string;
  confusion: string;
  report: string;
}

/** Returns the paths of a run's parts. */
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
 * @param path where, or undefined for a new name under `runs/`.
 * @throws UsageError if the folder is not empty, or another process has it.
 */
export async function createRunFolder(path: string | undefined, label: string): Promise<OwnRunFolder> {
  const named = join('runs', `${timestamp(new Date())}-${label}`);
  let folder = runFolder(path ?? named);
  try {
    if (path === undefined) folder = runFolder(await makeNewFolder(named));
    else await makeFolder(folder.path);
    // Before there is a lock file in it: a folder with other content is left untouched.
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
 * Locks the folder of a run.
 *
 * @param file the file that describes the run. Default: `config.json`.
 * @throws UsageError if the folder has no such file, or another process has it.
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
  // A process that was killed before its run began leaves only these.
  if (present.every((name) => name === lockFileName || isLeftover(name))) return;
  throw new UsageError(`--out must be a new or an empty folder, got ${path} (--resume resumes its run)`);
}

/** Makes a new folder: under the name, or with the first free number after it. */
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

/** Returns a handler that saves a model to a directory of a locked folder, and loads it; a save is refused once the lock is lost. */
export function lockedFiles({ lock }: OwnRunFolder, directory: string): Required<io.IOHandler> {
  const files = fileSystem(directory);
  return {
    load: () => files.load(),
    async save(artifacts) {
      await lock.requireHeld();
      return files.save(artifacts);
    },
  };
}

/** The name of a file of weights, as `fileSystem` gives it. */
const weights = /^weights-[0-9a-f]{12}\.bin$/;

/** Removes what killed processes have left in the folder of a run: unfinished files, and weights without a model. */
export async function removeStrayFiles(folder: OwnRunFolder): Promise<void> {
  await removeFiles(folder.path, isLeftover);
  for (const directory of [folder.checkpoint, folder.model]) {
    const named = await weightsNamedIn(join(directory, 'model.json'));
    // Without a model.json, the weights may be all that is left of a training.
    const isStray = (name: string) => weights.test(name) && named !== undefined && !named.includes(name);
    await removeFiles(directory, (name) => isLeftover(name) || isStray(name));
  }
}

async function weightsNamedIn(path: string): Promise<string[] | undefined> {
  try {
    const { weightsManifest } = JSON.parse(await readFile(path, 'utf8')) as {
      weightsManifest: { paths: string[] }[];
    };
    return weightsManifest.flatMap(({ paths }) => paths);
  } catch {
    return undefined;
  }
}

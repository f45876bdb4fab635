import { isDeepStrictEqual } from 'node:util';
import { selectBackend, type BackendInfo, type BackendPreference } from '@nin/backends';
import { shown } from '@nin/checks';
import type { Data, DataDescription, Experiment } from '@nin/recipes';
import { loadData } from '../data/load-data';
import { UsageError } from '../failure';
import type { OwnRunFolder } from '../runs/run-folder';
import { print } from '../terminal/print';
import { InterruptedError, listenForInterruption, type Interruption } from './interruption';

/** Calls `work` with a folder, and releases the folder afterward. */
export async function withFolder(
  opened: Promise<OwnRunFolder>,
  work: (folder: OwnRunFolder) => Promise<void>,
): Promise<void> {
  const folder = await opened;
  try {
    await work(folder);
  } finally {
    await folder.lock.release();
  }
}

/** Calls `work`, which Ctrl-C, SIGTERM and SIGHUP stop, with the exit status that shells give it. */
export async function withInterruption(work: (interruption: Interruption) => Promise<void>): Promise<void> {
  const interruption = listenForInterruption();
  interruption.listen();
  try {
    await work(interruption);
  } catch (error) {
    if (!(error instanceof InterruptedError)) throw error;
    print('Stopped before the training began. The next run resumes a partial download.');
    process.exitCode = error.status;
  } finally {
    interruption.release();
  }
}

/** Selects the backend, and prints its name and why it was selected. */
export async function pickBackend(preference: BackendPreference): Promise<BackendInfo> {
  const backend = await selectBackend(preference);
  print(`Backend: ${backend.name} (${backend.device}): ${backend.reason}`);
  if (backend.name === 'cpu') print('The cpu backend is for reference: it takes seconds per image.');
  return backend;
}

/**
 * Loads the data of an experiment.
 *
 * @throws UsageError if there are no images to train on, or none to test.
 */
export async function loadExperimentData(
  { data: { source, limitTrain, limitTest }, seed }: Pick<Experiment, 'data' | 'seed'>,
  { signal }: Interruption,
): Promise<Data> {
  const data = await loadData(source, { limitTrain, limitTest, seed, signal });
  if (data.train.count === 0 || data.test.count === 0)
    throw new UsageError(`data.source ${source} has no images`);
  return data;
}

/**
 * Refuses to resume with other data than those that a run began with.
 *
 * @param path the file that holds `before`.
 * @param source the data as the experiment names them.
 */
export function requireSameData(
  path: string,
  source: string,
  before: DataDescription,
  found: DataDescription,
): void {
  for (const field of ['title', 'synthetic', 'train', 'test', 'classNames'] as const) {
    if (isDeepStrictEqual(before[field], found[field])) continue;
    throw new UsageError(
      `data.source ${source} must be what the run began with: ${path} has ${field} ${shown(before[field])}, got ${shown(found[field])}`,
    );
  }
}

import { selectBackend, type BackendInfo, type BackendPreference } from '@nin/backends';
import type { Data } from '@nin/recipes';
import { loadData } from '../data/load-data';
import { UsageError } from '../failure';
import type { DataDescription } from '../runs/run-config';
import type { OwnRunFolder } from '../runs/run-folder';
import { print } from '../terminal/print';
import { InterruptedError, listenForInterruption, type Interruption } from './interruption';
import type { TrainingSettings } from './settings';

/** Does something with a folder while this process has it. */
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

/** Does something that Ctrl-C, SIGTERM and SIGHUP stop, with the status that shells give it. */
export async function withInterruption(work: (interruption: Interruption) => Promise<void>): Promise<void> {
  const interruption = listenForInterruption();
  interruption.listen();
  try {
    await work(interruption);
  } catch (error) {
    if (!(error instanceof InterruptedError)) throw error;
    print('Stopped before the training began. A download goes on where it was the next time.');
    process.exitCode = error.status;
  } finally {
    interruption.release();
  }
}

/** Selects the backend and prints which it is, and why. */
export async function pickBackend(preference: BackendPreference): Promise<BackendInfo> {
  const backend = await selectBackend(preference);
  print(`Backend: ${backend.name} (${backend.device}): ${backend.reason}`);
  if (backend.name === 'cpu') print('The cpu backend is for reference: it takes seconds per image.');
  return backend;
}

/**
 * Loads the data of a training.
 *
 * @throws UsageError if there are no images to train on, or none to test.
 */
export async function loadRunData(settings: TrainingSettings, { signal }: Interruption): Promise<Data> {
  const { data: name, limitTrain, limitTest, seed } = settings;
  const data = await loadData(name, { limitTrain, limitTest, seed, signal });
  if (data.train.count === 0 || data.test.count === 0) throw new UsageError(`--data ${name} holds no images`);
  return data;
}

/** Returns the data of a training as its files name them. */
export function describeData({ title, synthetic, train, test }: Data): DataDescription {
  return { title, synthetic, train: train.count, test: test.count, classNames: train.classNames };
}

import { selectBackend, type BackendInfo, type BackendPreference } from '@nin/backends';
import type { Data } from 'nin-run';
import { loadData } from '../data/load-data';
import { UsageError } from '../failure';
import { readRunConfig, writeRunConfig, type DataDescription } from '../runs/run-config';
import { createRunFolder, openRunFolder, type OwnRunFolder } from '../runs/run-folder';
import { readProgress } from '../runs/run-progress';
import { print } from '../terminal/print';
import { InterruptedError, listenForInterruption, type Interruption } from './interruption';
import { openTraining } from './open-training';
import { requireMemory } from './require-memory';
import { requireSameTraining } from './require-same-training';
import { runTraining } from './run-training';
import type { TrainingSettings } from './settings';

/** Starts a run with the settings, in a new folder. */
export async function startRun(settings: TrainingSettings, out: string | undefined): Promise<void> {
  await withInterruption(async (interruption) => {
    const backend = await pickBackend(settings.backend);
    const data = await loadRunData(settings, interruption);
    requireMemory({ settings, data, backend });
    const description = describe(data);
    const label = `${settings.spec}-${data.title.toLowerCase().replaceAll(/\W+/g, '-')}`;
    await withFolder(createRunFolder(out, label), async (folder) => {
      const session = openTraining(settings, data);
      await writeRunConfig(folder, { settings, network: session.spec, data: description, backend });
      const run = { settings, data, description, backend, folder, session, interruption };
      await runTraining({ ...run, saved: undefined, history: [] });
    });
  });
}

/** Goes on with the run in a folder, after the last step that was saved, with the settings it began with. */
export async function resumeRun(path: string): Promise<void> {
  await withFolder(openRunFolder(path), async (folder) => {
    const config = await readRunConfig(folder);
    const saved = await readProgress(folder, config);
    await withInterruption(async (interruption) => {
      const { settings } = config;
      const backend = await pickBackend(settings.backend);
      const data = await loadRunData(settings, interruption);
      const description = describe(data);
      requireMemory({ settings, data, backend });
      requireSameTraining(folder, config, description);
      if (!saved) print(`${folder.path} has nothing learned yet: the run starts over`);
      const session = openTraining(settings, data);
      const run = { settings, data, description, backend, folder, session, interruption };
      await runTraining({ ...run, saved, history: [...(saved?.history ?? [])] });
    });
  });
}

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

export async function pickBackend(preference: BackendPreference): Promise<BackendInfo> {
  const backend = await selectBackend(preference);
  print(`Backend: ${backend.name} (${backend.device}): ${backend.reason}`);
  if (backend.name === 'cpu') print('The cpu backend is for reference: it takes seconds an image.');
  return backend;
}

export async function loadRunData(settings: TrainingSettings, { signal }: Interruption): Promise<Data> {
  const { data: name, limitTrain, limitTest, seed } = settings;
  const data = await loadData(name, { limitTrain, limitTest, seed, signal });
  if (data.train.count === 0 || data.test.count === 0) throw new UsageError(`--data ${name} holds no images`);
  return data;
}

export function describe({ title, synthetic, train, test }: Data): DataDescription {
  return { title, synthetic, train: train.count, test: test.count, classNames: train.classNames };
}

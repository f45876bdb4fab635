import { readRunConfig, writeRunConfig } from '../runs/run-config';
import { createRunFolder, openRunFolder } from '../runs/run-folder';
import { readProgress } from '../runs/run-progress';
import { print } from '../terminal/print';
import { openTraining } from './open-training';
import { requireMemory } from './require-memory';
import { requireSameTraining } from './require-same-training';
import { runTraining } from './run-training';
import { describeData, loadRunData, pickBackend, withFolder, withInterruption } from './set-up';
import type { TrainingSettings } from './settings';

/** Starts a run with the settings, in a new folder. */
export async function startRun(settings: TrainingSettings, out: string | undefined): Promise<void> {
  await withInterruption(async (interruption) => {
    const backend = await pickBackend(settings.backend);
    const data = await loadRunData(settings, interruption);
    requireMemory({ settings, data, backend });
    const label = `${settings.spec}-${data.title.toLowerCase().replaceAll(/\W+/g, '-')}`;
    await withFolder(createRunFolder(out, label), async (folder) => {
      const session = openTraining(settings, data);
      await writeRunConfig(folder, { settings, network: session.spec, data: describeData(data), backend });
      const run = { settings, data, backend, folder, session, interruption };
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
      requireMemory({ settings, data, backend });
      requireSameTraining(folder, config, describeData(data));
      if (!saved) print(`${folder.path} has nothing learned yet: the run starts over`);
      const session = openTraining(settings, data);
      const run = { settings, data, backend, folder, session, interruption };
      await runTraining({ ...run, saved, history: [...(saved?.history ?? [])] });
    });
  });
}

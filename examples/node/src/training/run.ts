import { networkSpec } from '@nin/recipes';
import { rememberModules, useRemembered } from '../kinds/remembered-modules';
import { requireNetwork } from '../kinds/network-file';
import { useKinds, type UsedKinds } from '../kinds/used-kinds';
import { readRunConfig, writeRunConfig } from '../runs/run-config';
import { createRunFolder, openRunFolder } from '../runs/run-folder';
import { readProgress } from '../runs/run-progress';
import { print } from '../terminal/print';
import { openTraining } from './open-training';
import { requireMemory } from './require-memory';
import { requireSameTraining } from './require-same-training';
import { runTraining } from './run-training';
import { describeData, loadRunData, pickBackend, withFolder, withInterruption } from './set-up';
import { networkName, type TrainingSettings } from './settings';

/** Starts a run with the settings, in a new folder. */
export async function startRun(
  settings: TrainingSettings,
  used: UsedKinds,
  out: string | undefined,
): Promise<void> {
  const { kinds } = used;
  await withInterruption(async (interruption) => {
    const backend = await pickBackend(settings.backend);
    const data = await loadRunData(settings, interruption);
    // Before there is a folder: a kind may refuse the number of classes, or of 1×1 layers.
    const network = networkSpec(settings, data.train.classNames.length, kinds);
    requireMemory({ settings, data, backend, network, kinds });
    const label = `${networkName(settings)}-${data.title}`.toLowerCase().replaceAll(/\W+/g, '-');
    await withFolder(createRunFolder(out, label), async (folder) => {
      const session = openTraining(settings, data, kinds, network);
      const use = rememberModules(folder.config, used);
      await writeRunConfig(folder, { settings, network, use, data: describeData(data), backend });
      const run = { settings, data, kinds, backend, folder, session, interruption };
      await runTraining({ ...run, saved: undefined, history: [] });
    });
  });
}

/**
 * Goes on with the run in a folder, after the last step that was saved, with the settings it began with.
 *
 * @param use modules with kinds of block in place of those that the run began with.
 */
export async function resumeRun(path: string, use: readonly string[] | undefined): Promise<void> {
  await withFolder(openRunFolder(path), async (folder) => {
    const config = await readRunConfig(folder);
    const saved = await readProgress(folder, config);
    const { kinds } = await useRemembered(folder.config, await useKinds(use), config.use);
    const { settings } = config;
    if (typeof settings.spec === 'object') {
      requireNetwork(`${folder.config}: settings.spec`, settings.spec, kinds);
    }
    await withInterruption(async (interruption) => {
      const backend = await pickBackend(settings.backend);
      const data = await loadRunData(settings, interruption);
      requireMemory({ settings, data, backend, kinds });
      requireSameTraining(folder, config, describeData(data), kinds);
      if (!saved) print(`${folder.path} has nothing learned yet: the run starts over`);
      const session = openTraining(settings, data, kinds);
      const run = { settings, data, kinds, backend, folder, session, interruption };
      await runTraining({ ...run, saved, history: [...(saved?.history ?? [])] });
    });
  });
}

import type { BackendPreference } from '@nin/backends';
import { describeData, fitToClasses, openExperiment } from '@nin/recipes';
import { requireNetwork, type NamedExperiment } from '../experiment-file';
import { rememberModules, useRemembered } from '../kinds/remembered-modules';
import { useKinds, type UsedKinds } from '../kinds/used-kinds';
import { readRunConfig, writeRunConfig } from '../runs/run-config';
import { createRunFolder, openRunFolder } from '../runs/run-folder';
import { readProgress } from '../runs/run-progress';
import { print } from '../terminal/print';
import { requireMemory } from './memory';
import { runTraining } from './run-training';
import { loadExperimentData, pickBackend, requireSameData, withFolder, withInterruption } from './set-up';

/** Options of {@link startRun}. */
export interface StartOptions {
  requestedBackend: BackendPreference;
  /** The folder of the run. Default: a new one under `runs/`. */
  out?: string | undefined;
}

/** Trains an experiment in a new folder. */
export async function startRun(
  { name, experiment: asked }: NamedExperiment,
  used: UsedKinds,
  { requestedBackend, out }: StartOptions,
): Promise<void> {
  const { kinds } = used;
  await withInterruption(async (interruption) => {
    const backend = await pickBackend(requestedBackend);
    const data = await loadExperimentData(asked, interruption);
    // Before there is a folder: a kind may refuse the number of classes.
    const experiment = fitToClasses(asked, data.train.classNames.length, { kinds });
    requireMemory({ experiment, data, backend, kinds, name });
    const label = `${name}-${data.title}`.toLowerCase().replaceAll(/\W+/g, '-');
    await withFolder(createRunFolder(out, label), async (folder) => {
      const session = openExperiment(experiment, data, { kinds });
      const use = rememberModules(folder.config, used);
      await writeRunConfig(folder, experiment, {
        name,
        requestedBackend,
        use,
        data: describeData(data),
        backend,
      });
      const run = { name, data, kinds, backend, folder, session, interruption };
      await runTraining({ ...run, saved: undefined, history: [] });
    });
  });
}

/**
 * Resumes the run in a folder, after the last step that was saved, with the experiment it began with.
 *
 * @param use modules with kinds of block in place of those that the run began with.
 */
export async function resumeRun(path: string, use: readonly string[] | undefined): Promise<void> {
  await withFolder(openRunFolder(path), async (folder) => {
    const config = await readRunConfig(folder);
    const { experiment, identity } = config;
    const { name, requestedBackend } = config.run;
    const saved = await readProgress(folder, experiment);
    const { kinds } = await useRemembered(folder.config, await useKinds(use), config.run.use);
    requireNetwork(`${folder.config}: network`, experiment.network, kinds);
    await withInterruption(async (interruption) => {
      const backend = await pickBackend(requestedBackend);
      const data = await loadExperimentData(experiment, interruption);
      requireMemory({ experiment, data, backend, kinds, name });
      requireSameData(folder.config, experiment.data.source, config.run.data, describeData(data));
      if (!saved) print(`${folder.path} has no saved step yet: the run starts over`);
      const session = openExperiment(experiment, data, { kinds, identity });
      const run = { name, data, kinds, backend, folder, session, interruption };
      await runTraining({ ...run, saved, history: [...(saved?.history ?? [])] });
    });
  });
}

import { OutOfMemoryError, type BackendInfo } from '@nin/backends';
import { duration, grouped, percent, type Data } from '@nin/recipes';
import { UsageError, warn } from '../failure';
import { rememberModules } from '../kinds/remembered-modules';
import type { UsedKinds } from '../kinds/used-kinds';
import { createRunFolder, openRunFolder, type OwnRunFolder } from '../runs/run-folder';
import { print, printLines } from '../terminal/print';
import { nin } from '../terminal/typed-command';
import { InterruptedError, type Interruption } from '../training/interruption';
import { requireSameData } from '../training/require-same-training';
import { describeData, loadRunData, pickBackend, withFolder, withInterruption } from '../training/set-up';
import { networkName } from '../training/settings';
import { fittingSizeForAll, requireMemoryForAll } from './ablation-memory';
import { ablationPath, readAblationFile, writeAblationFile, type Ablation } from './ablation-file';
import { plannedTrainings, type AblationPlan } from './ablation-plan';
import { ablationRows } from './ablation-rows';
import { formatAblation } from './format-ablation';
import { pointText } from './point-text';
import { requireGrid, requireSameClasses } from './require-grid';
import { remainingTrainings } from './run-ablation';

/** Starts an ablation in a new folder. */
export async function startAblation(
  plan: AblationPlan,
  used: UsedKinds,
  out: string | undefined,
): Promise<void> {
  requireGrid('--vary', plan);
  await withInterruption(async (interruption) => {
    const { settings } = plan;
    const backend = await pickBackend(settings.backend);
    const data = await loadRunData(settings, interruption);
    requireSameClasses('--vary', plan, data.train.classNames.length);
    requireMemoryForAll(plan, data, backend);
    await withFolder(createRunFolder(out, `ablate-${networkName(settings)}`), async (folder) => {
      const startedAt = new Date().toISOString();
      const use = rememberModules(ablationPath(folder.path), used);
      const ablation = { startedAt, ...plan, use, data: describeData(data), backend, trainings: [] };
      await writeAblationFile(folder.path, ablation, folder.lock);
      await trainRest({ ablation, data, folder, backend, interruption });
    });
  });
}

/**
 * Goes on with the ablation in a folder, with the options it began with, and trains only what has not ended.
 *
 * @param use modules with kinds of block in place of those that the ablation began with.
 */
export async function resumeAblation(path: string, use: readonly string[] | undefined): Promise<void> {
  await withFolder(openRunFolder(path, 'ablation.json'), async (folder) => {
    const ablation = await readAblationFile(folder.path, use);
    await withInterruption(async (interruption) => {
      const { settings } = ablation;
      const backend = await pickBackend(settings.backend);
      const data = await loadRunData(settings, interruption);
      requireSameClasses(ablationPath(folder.path), ablation, data.train.classNames.length);
      requireMemoryForAll(ablation, data, backend);
      requireSameData(ablationPath(folder.path), ablation, describeData(data));
      const [before, now] = [ablation.backend, backend].map(({ name, device }) => `${name} (${device})`);
      if (before !== now)
        warn(`the ablation began on ${before} and goes on with ${now}: its times are of both`);
      print(`${ablation.trainings.length} of ${plannedTrainings(ablation).length} trainings are kept`);
      await trainRest({ ablation, data, folder, backend, interruption });
    });
  });
}

interface AblationRun {
  ablation: Ablation;
  data: Data;
  folder: OwnRunFolder;
  backend: BackendInfo;
  interruption: Interruption;
}

async function trainRest(run: AblationRun): Promise<void> {
  const { data, folder, backend, interruption } = run;
  const total = plannedTrainings(run.ablation).length;
  const before = run.ablation.trainings.length;
  const label = data.synthetic ? ' (drawn by a program: this says nothing about CIFAR)' : '';
  print(
    `Data: ${data.title}${label}, ${grouped(data.train.count)} images to train on, ${grouped(data.test.count)} to test`,
  );
  print(`Run folder: ${folder.path}`);
  const start = performance.now();
  let ablation = run.ablation;
  try {
    for await (const training of remainingTrainings(ablation, data, interruption)) {
      ablation = { ...ablation, trainings: [...ablation.trainings, training] };
      await writeAblationFile(folder.path, ablation, folder.lock);
      const done = ablation.trainings.length;
      const left = ((performance.now() - start) / 1000 / (done - before)) * (total - done);
      const { point, seed, accuracy } = training;
      print(
        `${done}/${total}: ${pointText(point, ablation)}, seed ${seed}: ${percent(accuracy)}` +
          (done < total ? `, ${duration(left)} left` : ''),
      );
    }
    await conclude(folder, ablation);
  } catch (error) {
    if (error instanceof OutOfMemoryError) {
      throw new UsageError(`${error.message}; ${fittingSizeForAll(ablation, data, backend)}`, {
        cause: error,
      });
    }
    if (!(error instanceof InterruptedError)) throw error;
    if (ablation.trainings.length > 0) await conclude(folder, ablation);
    print(
      `Stopped with ${ablation.trainings.length} of ${total} trainings kept; go on with: ${nin} ablate --resume --out ${folder.path}`,
    );
    process.exitCode = error.status;
  }
}

async function conclude(folder: OwnRunFolder, ablation: Ablation): Promise<void> {
  printLines(`\n${formatAblation(ablation, ablationRows(ablation))}\n`);
  // Charts are loaded only here, so that the command starts fast.
  const { writeAblationTables } = await import('./ablation-tables');
  await writeAblationTables(folder, ablation);
  print(`Picture and figures: ${folder.path}`);
}

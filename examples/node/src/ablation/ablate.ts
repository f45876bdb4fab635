import { OutOfMemoryError, type BackendInfo, type BackendPreference } from '@nin/backends';
import { duration, grouped, percent } from '@nin/recipes';
import { UsageError, warn } from '../failure';
import { rememberModules } from '../kinds/remembered-modules';
import type { UsedKinds } from '../kinds/used-kinds';
import { createRunFolder, openRunFolder, type OwnRunFolder } from '../runs/run-folder';
import { print, printLines } from '../terminal/print';
import { nin } from '../terminal/typed-command';
import { InterruptedError, type Interruption } from '../training/interruption';
import { fittingSize, leastMemory, requireMemory, type Training } from '../training/memory';
import { pickBackend, requireSameData, withFolder, withInterruption } from '../training/set-up';
import { ablationPath, readAblationFile, writeAblationFile, type Ablation } from './ablation-file';
import { fitPlan, loadAblationData, type AblationData, type AblationPlan } from './ablation-plan';
import { ablationRows } from './ablation-rows';
import { formatAblation, pointText } from './ablation-table';
import { remainingTrainings } from './train-remaining';

/** Options of {@link startAblation}. */
export interface AblationOptions {
  requestedBackend: BackendPreference;
  /** The folder of the results. Default: a new one under `runs/`. */
  out?: string | undefined;
}

/** Trains an ablation in a new folder. */
export async function startAblation(
  asked: AblationPlan,
  used: UsedKinds,
  { requestedBackend, out }: AblationOptions,
): Promise<void> {
  await withInterruption(async (interruption) => {
    const backend = await pickBackend(requestedBackend);
    const data = await loadAblationData(asked, interruption);
    const plan = fitPlan('--vary', asked, data);
    requireMemory(largest(plan, data, backend));
    await withFolder(createRunFolder(out, `ablate-${plan.name.replaceAll(/\W+/g, '-')}`), async (folder) => {
      const startedAt = new Date().toISOString();
      const use = rememberModules(ablationPath(folder.path), used);
      const facts = { startedAt, requestedBackend, use, data: data.descriptions, backend };
      const ablation: Ablation = { ...plan, ...facts, trainings: [] };
      await writeAblationFile(folder.path, ablation, folder.lock);
      await trainRest({ ablation, data, folder, backend, interruption });
    });
  });
}

/**
 * Resumes the ablation in a folder: trains only what has not ended.
 *
 * @param use modules with kinds of block in place of those that the ablation began with.
 */
export async function resumeAblation(path: string, use: readonly string[] | undefined): Promise<void> {
  await withFolder(openRunFolder(path, 'ablation.json'), async (folder) => {
    const read = await readAblationFile(folder.path, use);
    await withInterruption(async (interruption) => {
      const backend = await pickBackend(read.requestedBackend);
      const data = await loadAblationData(read, interruption);
      const file = ablationPath(folder.path);
      const { source } = read.experiment.data;
      read.data.forEach((before, i) => requireSameData(file, source, before, data.descriptions[i]));
      const ablation = { ...read, ...fitPlan(file, read, data) };
      requireMemory(largest(ablation, data, backend));
      const [before, now] = [ablation.backend, backend].map(({ name, device }) => `${name} (${device})`);
      if (before !== now)
        warn(`the ablation began on ${before} and is resumed on ${now}: its times are from both`);
      print(`${ablation.trainings.length} of ${ablation.planned.length} trainings are kept`);
      await trainRest({ ablation, data, folder, backend, interruption });
    });
  });
}

/** Returns the training that needs the most memory. */
function largest(plan: AblationPlan, data: AblationData, backend: Pick<BackendInfo, 'name'>): Training {
  const { name: base, kinds, planned } = plan;
  const trainings = planned.map(({ values, experiment }): Training => {
    const text = pointText(values, base);
    const name = text === base ? base : `${base} with ${text}`;
    return { experiment, data: data.of(experiment), backend, kinds, name };
  });
  const needs = trainings.map(leastMemory);
  return trainings[needs.indexOf(Math.max(...needs))];
}

interface AblationRun {
  ablation: Ablation;
  data: AblationData;
  folder: OwnRunFolder;
  backend: BackendInfo;
  interruption: Interruption;
}

async function trainRest(run: AblationRun): Promise<void> {
  const { data, folder, backend, interruption } = run;
  const total = run.ablation.planned.length;
  const before = run.ablation.trainings.length;
  for (const { title, synthetic, train, test } of data.descriptions) {
    const label = synthetic ? ' (drawn by a program: this says nothing about CIFAR)' : '';
    print(`Data: ${title}${label}, ${grouped(train)} images to train on, ${grouped(test)} to test`);
  }
  print(`Run folder: ${folder.path}`);
  const start = performance.now();
  let ablation = run.ablation;
  try {
    for await (const training of remainingTrainings(ablation, data, interruption)) {
      ablation = { ...ablation, trainings: [...ablation.trainings, training] };
      await writeAblationFile(folder.path, ablation, folder.lock);
      const done = ablation.trainings.length;
      const left = ((performance.now() - start) / 1000 / (done - before)) * (total - done);
      const { point, accuracy } = training;
      print(
        `${done}/${total}: ${pointText(point, ablation.name)}, seed ${String(point.seed)}: ${percent(accuracy)}` +
          (done < total ? `, ${duration(left)} left` : ''),
      );
    }
    await conclude(folder, ablation);
  } catch (error) {
    if (error instanceof OutOfMemoryError) {
      throw new UsageError(`${error.message}; ${fittingSize(largest(ablation, data, backend))}`, {
        cause: error,
      });
    }
    if (!(error instanceof InterruptedError)) throw error;
    if (ablation.trainings.length > 0) await conclude(folder, ablation);
    print(
      `Stopped with ${ablation.trainings.length} of ${total} trainings kept; resume with: ${nin} ablate --resume --out ${folder.path}`,
    );
    process.exitCode = error.status;
  }
}

async function conclude(folder: OwnRunFolder, ablation: Ablation): Promise<void> {
  const rows = ablationRows(ablation);
  printLines(`\n${formatAblation(ablation, rows)}\n`);
  // Charts are loaded only here, so that the command starts fast.
  const { writeAblationResults } = await import('./ablation-chart');
  await writeAblationResults(folder, ablation, rows);
  print(`Picture and figures: ${folder.path}`);
}

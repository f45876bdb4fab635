import { OutOfMemoryError, selectBackend, type BackendInfo, type BackendPreference } from '@nin/backends';
import { fileSystem, NonFiniteLossError, saveDeployable, type EpochReport } from '@nin/trainer';
import { existsSync } from 'node:fs';
import { stepLog, testResults, type Data } from 'nin-run';
import { loadData } from '../data/load-data';
import { UsageError } from '../failure';
import { readHistory, writeHistory } from '../runs/history';
import { readRunConfig, writeRunConfig, type DataDescription } from '../runs/run-config';
import { createRunFolder, openRunFolder, type OwnRunFolder } from '../runs/run-folder';
import { writeRunSummary, type RunSummary } from '../runs/run-summary';
import { print } from '../terminal/print';
import { trainingProgress } from '../terminal/training-progress';
import { compileNetwork } from './compile-network';
import { InterruptedError, listenForInterruption, type Interruption } from './interruption';
import { openTraining } from './open-training';
import { fittingSize, requireMemory } from './require-memory';
import { announce, conclude, stopMessage } from './run-messages';
import type { Run } from './run-parts';
import type { TrainingSettings } from './settings';

/** Starts a run with the settings, in a new folder. */
export async function startRun(settings: TrainingSettings, out: string | undefined): Promise<void> {
  await withInterruption(async (interruption) => {
    const backend = await pickBackend(settings.backend);
    const data = await loadRunData(settings, interruption);
    requireMemory({ settings, data, backend });
    const folder = await createRunFolder(
      out,
      `${settings.spec}-${data.title.toLowerCase().replaceAll(/\W+/g, '-')}`,
    );
    try {
      const session = openTraining(settings, data);
      await writeRunConfig(folder, { settings, network: session.spec, data: describe(data), backend });
      await runTraining({ settings, data, backend, folder, session, interruption, history: [] });
    } finally {
      await folder.lock.release();
    }
  });
}

/** Goes on with the run in a folder, after its last full epoch, with the settings it began with. */
export async function resumeRun(path: string): Promise<void> {
  const folder = await openRunFolder(path);
  try {
    await goOn(folder);
  } finally {
    await folder.lock.release();
  }
}

async function goOn(folder: OwnRunFolder): Promise<void> {
  const { settings } = await readRunConfig(folder);
  const resumable = existsSync(`${folder.checkpoint}/model.json`);
  const history = resumable ? await readHistory(folder) : [];
  await withInterruption(async (interruption) => {
    const backend = await pickBackend(settings.backend);
    const data = await loadRunData(settings, interruption);
    requireMemory({ settings, data, backend });
    if (!resumable) print(`${folder.path} has no full epoch yet: the run starts over`);
    const session = openTraining(settings, data);
    await runTraining({ settings, data, backend, folder, session, interruption, history });
  });
}

async function runTraining(run: Run): Promise<void> {
  const { settings, data, folder, session, interruption, history } = run;
  const resume = history.length > 0;
  const progress = trainingProgress();
  const steps = stepLog();
  const start = performance.now();
  const before = totalOf(history, 'seconds');
  const totalSeconds = () => before + (performance.now() - start) / 1000;
  const summarize = (figures: Partial<RunSummary>) =>
    writeRunSummary(folder, { ...summaryOf(run), totalSeconds: totalSeconds(), ...figures });

  announce(run);
  await compileNetwork(session);
  await summarize({ state: 'running' });
  // How long a step takes is not known yet.
  interruption.stepTakes(Infinity);
  try {
    const epochs = session.epochs({
      signal: interruption.signal,
      checkpoint: { save: fileSystem(folder.checkpoint), resume },
      onStep(report) {
        interruption.stepTakes(report.millisecondsPerStep);
        progress.step(report);
        steps.add(report);
      },
    });
    for await (const report of epochs) {
      // A crash between checkpoint and history leaves the history one epoch short or long.
      history.splice(report.epoch - 1, Infinity, report);
      progress.epoch(report);
      session.describe({ epochs: report.epoch, testAccuracy: report.validationAccuracy });
      await saveDeployable(fileSystem(folder.model), session.model);
      await writeHistory(folder, history);
      await summarize({ state: 'running' });
    }
    interruption.listen();
    const results = await testResults(session.model, data.test, interruption.signal);
    const summary = await summarize({ state: 'finished', testAccuracy: results.accuracy });
    // Charts are loaded only here, so that the command starts fast.
    const { writeReport } = await import('../report/write-report');
    await writeReport(folder, {
      name: settings.spec,
      seed: settings.seed,
      settings,
      network: session.spec,
      data,
      history,
      steps: steps.reports(),
      summary,
      results,
    });
    conclude(run, summary);
  } catch (error) {
    progress.stop();
    if (error instanceof OutOfMemoryError) {
      throw new UsageError(`${error.message}; ${fittingSize(run)}`, { cause: error });
    }
    if (!(error instanceof InterruptedError) && !(error instanceof NonFiniteLossError)) throw error;
    // In the middle of an epoch nobody has measured the weights.
    session.describe({ epochs: history.length });
    await saveDeployable(fileSystem(folder.model), session.model);
    await summarize({ state: 'stopped' });
    if (error instanceof NonFiniteLossError) throw error;
    print(stopMessage(folder, history.length));
    process.exitCode = 130;
  } finally {
    session.dispose();
  }
}

async function withInterruption(work: (interruption: Interruption) => Promise<void>): Promise<void> {
  const interruption = listenForInterruption();
  interruption.listen();
  try {
    await work(interruption);
  } catch (error) {
    if (!(error instanceof InterruptedError)) throw error;
    print('Stopped before the training began. A download goes on where it was the next time.');
    process.exitCode = 130;
  } finally {
    interruption.release();
  }
}

async function pickBackend(preference: BackendPreference): Promise<BackendInfo> {
  const backend = await selectBackend(preference);
  print(`Backend: ${backend.name} (${backend.device}): ${backend.reason}`);
  if (backend.name === 'cpu') print('The cpu backend is for reference: it takes seconds an image.');
  return backend;
}

async function loadRunData(settings: TrainingSettings, { signal }: Interruption): Promise<Data> {
  const { data: name, limitTrain, limitTest, seed } = settings;
  const data = await loadData(name, { limitTrain, limitTest, seed, signal });
  if (data.train.count === 0 || data.test.count === 0) throw new UsageError(`--data ${name} holds no images`);
  return data;
}

function describe({ title, synthetic, train, test }: Data): DataDescription {
  return { title, synthetic, train: train.count, test: test.count, classNames: train.classNames };
}

/** The part of a summary that the history tells. */
function summaryOf({
  settings,
  data,
  backend,
  history,
}: Run): Omit<RunSummary, 'peakMemoryBytes' | 'totalSeconds'> {
  const trainingSeconds = totalOf(history, 'trainingSeconds');
  const images = totalOf(history, 'images');
  return {
    state: 'running',
    spec: settings.spec,
    data: data.title,
    synthetic: data.synthetic,
    seed: settings.seed,
    epochs: { done: history.length, asked: settings.epochs },
    testAccuracy: null,
    testLoss: history.at(-1)?.validationLoss ?? null,
    testImages: data.test.count,
    trainingSeconds,
    imagesPerSecond: trainingSeconds > 0 ? images / trainingSeconds : 0,
    backend: backend.name,
    device: backend.device,
  };
}

function totalOf(history: readonly EpochReport[], key: 'seconds' | 'trainingSeconds' | 'images'): number {
  return history.reduce((total, report) => total + report[key], 0);
}

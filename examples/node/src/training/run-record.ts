import { rm } from 'node:fs/promises';
import { historyCsv, historyJsonl } from '@nin/recipes';
import type { ReportContent } from '@nin/recipes/report';
import { saveDeployable, type EpochReport } from '@nin/trainer';
import { writeJson, writeWhole } from '../runs/json-files';
import { lockedFiles } from '../runs/run-folder';
import type { Run } from './run-parts';

/** The content of `summary.json`. */
export interface RunSummary {
  /** `running` also after a crash; `stopped` after Ctrl-C, SIGTERM or SIGHUP; `failed` after an error. */
  state: 'running' | 'stopped' | 'failed' | 'finished';
  /** Why the run has failed; only present if it has. */
  reason?: string;
  /** The name of the experiment: that of a recipe or a file. */
  name: string;
  data: string;
  /** Drawn images: the accuracy says nothing about CIFAR. */
  synthetic: boolean;
  seed: number;
  epochs: { done: number; asked: number };
  /** Top-1 accuracy on the test images, 0–1; null until the training has finished. */
  testAccuracy: number | null;
  testLoss: number | null;
  testImages: number;
  /** Seconds of training steps, validation left out. */
  trainingSeconds: number;
  /** Seconds from the first step to the last, validation and saving included. */
  totalSeconds: number;
  /** Training images per second, over all epochs. */
  imagesPerSecond: number;
  backend: string;
  device: string;
  /** Peak memory of the process, in bytes. */
  peakMemoryBytes: number;
}

/** The files of a run beside its checkpoint. They follow from the checkpoint, and are rewritten whenever they may differ. */
export interface RunRecord {
  /** Writes the model and the history. `model` is false where the model has the weights of no whole epoch. */
  epochsDone: (options?: { model?: boolean }) => Promise<void>;
  /** Writes the model as it is, which its card must say. */
  model: () => Promise<void>;
  /** Returns the content of summary.json. */
  summary: (figures: Partial<RunSummary>) => RunSummary;
  /** Writes summary.json. */
  summarize: (figures: Partial<RunSummary>) => Promise<void>;
  /** Writes `confusion.svg` and `report.html`. */
  report: (content: Pick<ReportContent, 'steps' | 'summary' | 'results'>) => Promise<void>;
  /** Writes a summary.json with the reason of a failure, or removes it: its previous content is no longer true. */
  failed: (reason: string) => Promise<void>;
}

/** Returns the record of a run that starts, or resumes, now. */
export function runRecord(run: Run): RunRecord {
  const { name, data, kinds, folder, session, history } = run;
  const start = performance.now();
  const before = totalOf(history, 'seconds');

  function summary(figures: Partial<RunSummary>): RunSummary {
    const totalSeconds = before + (performance.now() - start) / 1000;
    return { ...summaryOf(run), totalSeconds, ...figures };
  }
  const summarize = (figures: Partial<RunSummary>) =>
    writeJson(folder.summary, summary(figures), folder.lock);
  async function model(): Promise<void> {
    await saveDeployable(lockedFiles(folder, folder.model), session.model);
  }

  return {
    async epochsDone(options) {
      if (options?.model !== false) await model();
      await writeWhole(folder.historyCsv, historyCsv(history), folder.lock);
      await writeWhole(folder.historyJsonl, historyJsonl(history), folder.lock);
      await summarize({ state: 'running' });
    },
    model,
    summary,
    summarize,
    async report(figures) {
      // Charts are loaded only here, so that the command starts fast.
      const { matrixPicture, reportPage } = await import('@nin/recipes/report');
      const { experiment } = session;
      const { seed, network } = experiment;
      const content = { name, seed, settings: experiment, network, kinds, data, history, ...figures };
      await writeWhole(folder.confusion, matrixPicture(content), folder.lock);
      await writeWhole(folder.report, reportPage(content), folder.lock);
    },
    async failed(reason) {
      try {
        await summarize({ state: 'failed', reason });
      } catch {
        await folder.lock.requireHeld();
        await rm(folder.summary, { force: true });
      }
    },
  };
}

/** Returns the part of a summary that follows from the history. */
function summaryOf({ name, session, data, backend, history }: Run): Omit<RunSummary, 'totalSeconds'> {
  const trainingSeconds = totalOf(history, 'trainingSeconds');
  const images = totalOf(history, 'images');
  const { seed, epochs } = session.experiment;
  return {
    state: 'running',
    name,
    data: data.title,
    synthetic: data.synthetic,
    seed,
    epochs: { done: history.length, asked: epochs },
    testAccuracy: null,
    testLoss: history.at(-1)?.validationLoss ?? null,
    testImages: data.test.count,
    trainingSeconds,
    imagesPerSecond: trainingSeconds > 0 ? images / trainingSeconds : 0,
    backend: backend.name,
    device: backend.device,
    peakMemoryBytes: process.resourceUsage().maxRSS * 1024,
  };
}

function totalOf(history: readonly EpochReport[], key: 'seconds' | 'trainingSeconds' | 'images'): number {
  return history.reduce((total, report) => total + report[key], 0);
}

import { rm } from 'node:fs/promises';
import { saveDeployable, type EpochReport } from '@nin/trainer';
import { writeHistory } from '../runs/history';
import { lockedFiles } from '../runs/locked-files';
import { writeRunSummary, type RunSummary } from '../runs/run-summary';
import type { Run } from './run-parts';
import { networkName } from './settings';

/** What a run writes beside its checkpoint: all of it follows from that, and is written again whenever it may differ. */
export interface RunRecord {
  /** Writes the model and the history. `model` is false where the model holds the weights of no whole epoch. */
  epochsDone: (options?: { model?: boolean }) => Promise<void>;
  /** Writes the model as it is now, which its card must say. */
  model: () => Promise<void>;
  /** What summary.json says now. */
  summary: (figures: Partial<RunSummary>) => RunSummary;
  /** Writes summary.json. */
  summarize: (figures: Partial<RunSummary>) => Promise<void>;
  /** Writes a summary.json that says why the run has failed, or none: what it said before is no longer so. */
  failed: (reason: string) => Promise<void>;
}

/** The record of a run that begins, or goes on, now. */
export function runRecord(run: Run): RunRecord {
  const { folder, session, history } = run;
  const start = performance.now();
  const before = totalOf(history, 'seconds');

  function summary(figures: Partial<RunSummary>): RunSummary {
    const totalSeconds = before + (performance.now() - start) / 1000;
    return { ...summaryOf(run), totalSeconds, ...figures };
  }
  const summarize = (figures: Partial<RunSummary>) => writeRunSummary(folder, summary(figures));
  async function model(): Promise<void> {
    await saveDeployable(lockedFiles(folder, folder.model), session.model);
  }

  return {
    async epochsDone(options) {
      if (options?.model !== false) await model();
      await writeHistory(folder, history);
      await summarize({ state: 'running' });
    },
    model,
    summary,
    summarize,
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

/** The part of a summary that follows from the history. */
function summaryOf({ settings, data, backend, history }: Run): Omit<RunSummary, 'totalSeconds'> {
  const trainingSeconds = totalOf(history, 'trainingSeconds');
  const images = totalOf(history, 'images');
  return {
    state: 'running',
    spec: networkName(settings),
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
    peakMemoryBytes: process.resourceUsage().maxRSS * 1024,
  };
}

function totalOf(history: readonly EpochReport[], key: 'seconds' | 'trainingSeconds' | 'images'): number {
  return history.reduce((total, report) => total + report[key], 0);
}

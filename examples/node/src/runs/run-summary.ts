import type { OwnRunFolder } from './run-folder';
import { writeJson } from './write-file';

/** What `summary.json` holds. */
export interface RunSummary {
  /** `running` also after a crash; `stopped` after Ctrl-C, SIGTERM or SIGHUP; `failed` after an error. */
  state: 'running' | 'stopped' | 'failed' | 'finished';
  /** Why the run has failed; only there if it has. */
  reason?: string;
  spec: string;
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
  /** The most memory the process ever held, in bytes. */
  peakMemoryBytes: number;
}

/** Writes `summary.json`. */
export function writeRunSummary(folder: OwnRunFolder, summary: RunSummary): Promise<void> {
  return writeJson(folder.summary, summary, folder.lock);
}

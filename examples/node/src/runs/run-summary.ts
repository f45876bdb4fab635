import type { OwnRunFolder } from './run-folder';
import { writeJson } from './write-file';

/** What `summary.json` holds. */
export interface RunSummary {
  /** `running` also after a crash; `stopped` after Ctrl-C. */
  state: 'running' | 'stopped' | 'finished';
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
  /** Training images a second, over all epochs. */
  imagesPerSecond: number;
  backend: string;
  device: string;
  /** The most memory the process ever held, in bytes. */
  peakMemoryBytes: number;
}

/** Writes `summary.json`; the memory is measured now. */
export async function writeRunSummary(
  folder: OwnRunFolder,
  summary: Omit<RunSummary, 'peakMemoryBytes'>,
): Promise<RunSummary> {
  const whole = { ...summary, peakMemoryBytes: process.resourceUsage().maxRSS * 1024 };
  await writeJson(folder.summary, whole, folder.lock);
  return whole;
}

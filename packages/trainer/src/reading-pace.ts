import * as tf from '@tensorflow/tfjs-core';

/** Backends that compute synchronously, so that reading a result costs nothing. */
const synchronousBackends = ['cpu', 'wasm', 'tensorflow'];

/** Maximum time between two readings, in milliseconds. */
const target = 100;

/** Maximum number of steps between two readings. */
const mostSteps = 64;

/** Determines after which steps results are read, which waits for the device. */
export interface ReadingPace {
  /** Whether the result of the next step should be read. */
  due(): boolean;
  /** Called when a step has been started. */
  stepped(): void;
  /** Called when the results have been read. */
  wasRead(): void;
}

/**
 * Reads results about every 100 ms: rarely enough to keep a GPU busy, often enough that little work is queued when the training
 * is stopped, and that the page keeps its share of the GPU. The result of the first step is always read.
 */
export function readingPace(): ReadingPace {
  const everyStep = synchronousBackends.includes(tf.getBackend());
  let limit = 1;
  let steps = 0;
  let last = performance.now();
  return {
    due: () => everyStep || steps + 1 >= limit || performance.now() - last >= target,
    stepped() {
      steps++;
    },
    wasRead() {
      const elapsed = performance.now() - last;
      if (elapsed < target) limit = Math.min(mostSteps, Math.max(limit, 2 * steps));
      // In a hidden tab the browser throttles the page; the device is not slow.
      else if (elapsed > 2 * target && !isHidden()) limit = Math.max(1, Math.floor(steps / 2));
      steps = 0;
      last = performance.now();
    },
  };
}

function isHidden(): boolean {
  return typeof document !== 'undefined' && document.hidden;
}

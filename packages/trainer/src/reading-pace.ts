import * as tf from '@tensorflow/tfjs-core';

/** Backends that compute a step before the call returns: reading its result costs nothing. */
const synchronousBackends = ['cpu', 'wasm', 'tensorflow'];

/** How long the device may run ahead of the host, in milliseconds. */
const target = 100;

/** How many steps the device may be behind at most. */
const mostSteps = 64;

/** Decides after which steps the host waits for the device. */
export interface ReadingPace {
  /** Whether the result of the step that comes next should be read. */
  due(): boolean;
  /** A step was started. */
  stepped(): void;
  /** The result of the last step has been read. */
  wasRead(): void;
}

/**
 * Reads after about 100 ms of steps: seldom enough to keep a GPU busy, often enough that little work is queued when
 * someone stops the training, and that a page keeps its share of the GPU. The first step is always read.
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
      // In a hidden tab it is the browser's timers that are slow, not the device.
      else if (elapsed > 2 * target && !isHidden()) limit = Math.max(1, Math.floor(steps / 2));
      steps = 0;
      last = performance.now();
    },
  };
}

function isHidden(): boolean {
  return typeof document !== 'undefined' && document.hidden;
}

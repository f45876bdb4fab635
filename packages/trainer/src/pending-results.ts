import * as tf from '@tensorflow/tfjs-core';
import type { BatchObjective } from './batch-objective';

/** What one batch gave, read from the device. */
export interface BatchResult {
  /** Mean loss of the batch. */
  loss: number;
  /** How many images were classified right. */
  correct: number;
  /** How many images there were. */
  count: number;
}

/** Results of batches that stay on the device until they are read, so that a step need not wait for its own. */
export interface PendingResults {
  /** Adds the result of a batch of `count` images. Takes no ownership of the tensors. */
  add(objective: BatchObjective, count: number): void;
  /** Waits for the device and gives the results since the last reading, in order. */
  read(): Promise<BatchResult[]>;
  /** Releases what was not read. */
  dispose(): void;
}

/** Keeps one small tensor a batch. They are summed on the host, so sums do not depend on when they were read. */
export function pendingResults(): PendingResults {
  let pending: { values: tf.Tensor; count: number }[] = [];

  function release(): void {
    tf.dispose(pending.map(({ values }) => values));
    pending = [];
  }

  return {
    add({ loss, correct }, count) {
      pending.push({ values: tf.keep(tf.tidy(() => tf.stack([loss, correct]))), count });
    },
    async read() {
      const counts = pending.map(({ count }) => count);
      if (counts.length === 0) return [];
      const all = tf.stack(pending.map(({ values }) => values));
      release();
      try {
        const values = await all.data<'float32'>();
        return counts.map((count, i) => ({
          loss: values[2 * i] ?? NaN,
          correct: values[2 * i + 1] ?? NaN,
          count,
        }));
      } finally {
        all.dispose();
      }
    },
    dispose: release,
  };
}

/** Sums over images. */
export interface ImageSums {
  /** Sum of the losses. */
  loss: number;
  /** How many are classified right. */
  correct: number;
  /** How many there are. */
  images: number;
}

/** Adds results to sums in which every image counts the same. */
export function addResults(sums: ImageSums, results: readonly BatchResult[]): void {
  for (const { loss, correct, count } of results) {
    sums.loss += loss * count;
    sums.correct += correct;
    sums.images += count;
  }
}

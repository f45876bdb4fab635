import * as tf from '@tensorflow/tfjs-core';
import type { BatchObjective } from './batch-objective';

/** Result of one batch, read from the device. */
export interface BatchResult {
  /** Mean loss of the batch. */
  loss: number;
  /** Number of images classified correctly. */
  correct: number;
  /** Number of images. */
  count: number;
}

/** Results of batches, kept on the device until they are read, so that steps do not wait for the device. */
export interface PendingResults {
  /** Adds the result of a batch of `count` images. The caller still owns the tensors. */
  add(objective: BatchObjective, count: number): void;
  /** Waits for the device and returns the results since the last call, in order. */
  read(): Promise<BatchResult[]>;
  /** Disposes unread results. */
  dispose(): void;
}

/** Keeps one small tensor per batch. Sums are computed on the host, so they do not depend on when results are read. */
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
  /** Number of images classified correctly. */
  correct: number;
  /** Number of images. */
  images: number;
}

/** Adds results to sums in which every image has the same weight. */
export function addResults(sums: ImageSums, results: readonly BatchResult[]): void {
  for (const { loss, correct, count } of results) {
    sums.loss += loss * count;
    sums.correct += correct;
    sums.images += count;
  }
}

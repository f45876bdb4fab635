import * as tf from '@tensorflow/tfjs-core';
import type { BatchObjective } from './batch-objective';

/** What was added up between two readings. */
export interface Totals {
  /** Sum over the images of their batch's loss. */
  loss: number;
  /** How many images were classified right. */
  correct: number;
  /** How many batches were added before the sum of the losses stopped being finite. */
  finiteBatches: number;
}

/** Sums that live on the device, so that a step need not wait for its own result. */
export interface DeviceTotals {
  /** Adds a batch of `count` images. Takes no ownership of the tensors. */
  add(objective: BatchObjective, count: number): void;
  /** Waits for the device, gives what was added since the last reading, and starts again at zero. */
  read(): Promise<Totals>;
  /** Releases the sums. */
  dispose(): void;
}

/**
 * Three scalars on the device. Their number never changes, and they start again at each reading, so that float32 holds
 * the sums of a long epoch, and half-precision textures hold them at all.
 */
export function deviceTotals(): DeviceTotals {
  let sums = zeros();

  function replace(next: tf.Scalar[]): void {
    tf.dispose(sums);
    sums = next;
  }

  return {
    add({ loss, correct }, count) {
      const [lossSum, correctSum, finiteBatches] = sums as [tf.Scalar, tf.Scalar, tf.Scalar];
      replace(
        keepAll(() => {
          const nextLoss: tf.Scalar = tf.add(lossSum, tf.mul(loss, count));
          const finite = tf.cast(tf.isFinite(nextLoss), 'float32');
          return [nextLoss, tf.add(correctSum, correct), tf.add(finiteBatches, finite)];
        }),
      );
    },
    async read() {
      const packed = tf.stack(sums);
      replace(zeros());
      try {
        const [loss = NaN, correct = NaN, finiteBatches = NaN] = await packed.data<'float32'>();
        return { loss, correct, finiteBatches };
      } finally {
        packed.dispose();
      }
    },
    dispose: () => tf.dispose(sums),
  };
}

function zeros(): tf.Scalar[] {
  return keepAll(() => [tf.scalar(0), tf.scalar(0), tf.scalar(0)]);
}

function keepAll(make: () => tf.Scalar[]): tf.Scalar[] {
  return tf.tidy(() => make().map((tensor) => tf.keep(tensor)));
}

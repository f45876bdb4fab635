import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';

/** Copy of a model's weights, including moving statistics. */
export interface WeightSnapshot {
  /** Writes these weights to the model. The snapshot can be used again. */
  restore(): void;
  /** Whether no weight is NaN or infinite. */
  isFinite(): Promise<boolean>;
  /** Disposes the snapshot's tensors. */
  dispose(): void;
}

/**
 * Takes a snapshot of a model's weights.
 *
 * No values are copied: tensors are immutable, so the snapshot keeps the old ones alive. It uses the memory of the weights from
 * the next update on.
 */
export function weightSnapshot(model: LayersModel): WeightSnapshot {
  const weights = model.weights;
  const values = tf.tidy(() => weights.map((weight) => tf.keep(tf.clone(weight.read()))));
  return {
    restore() {
      weights.forEach((weight, i) => {
        const value = values[i];
        if (value) weight.write(value);
      });
    },
    async isFinite() {
      const finite = tf.tidy(() => tf.stack(values.map((value) => tf.all(tf.isFinite(value)))));
      try {
        return (await finite.data()).every((flag) => flag === 1);
      } finally {
        finite.dispose();
      }
    },
    dispose: () => tf.dispose(values),
  };
}

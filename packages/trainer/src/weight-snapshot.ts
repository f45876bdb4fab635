import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';

/** The weights of a model at one moment, moving statistics included. */
export interface WeightSnapshot {
  /** Puts these weights back into the model. The snapshot stays usable. */
  restore(): void;
  /** Whether no weight is NaN or infinite. */
  isFinite(): Promise<boolean>;
  /** Releases the snapshot. */
  dispose(): void;
}

/**
 * Holds on to the weights a model has now.
 *
 * Nothing is copied: tensors never change, so an update leaves the old values to us. Costs the memory of the weights
 * from the next update on.
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

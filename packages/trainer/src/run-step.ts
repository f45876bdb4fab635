import * as tf from '@tensorflow/tfjs-core';
import type { Batch } from './batch';
import { batchObjective, imagesTensor, labelsTensor } from './batch-objective';
import type { LossGuard } from './loss-guard';
import type { TrainingPlan } from './training-plan';

/**
 * Runs one training step: forward pass, backward pass, update. Does not wait for the device.
 *
 * @param guard receives the result of the batch.
 */
export function runStep<Augment>(
  { model, optimizer, loss }: TrainingPlan<Augment>,
  variables: tf.Variable[],
  batch: Batch,
  shape: readonly number[],
  guard: Pick<LossGuard, 'add'>,
): void {
  const kept: tf.Scalar[] = [];
  try {
    tf.tidy(() => {
      const images = imagesTensor(batch, shape);
      const labels = labelsTensor(batch);
      const cost = optimizer.minimize(
        () => {
          const objective = batchObjective(model, loss, images, labels, true);
          // tfjs disposes intermediate tensors of a gradient function unless they are kept.
          kept.push(tf.keep(objective.correct));
          return objective.loss;
        },
        true,
        variables,
      );
      const [correct] = kept;
      if (cost && correct) guard.add({ loss: cost, correct }, batch.count);
    });
  } catch (error) {
    releaseTape();
    throw error;
  } finally {
    tf.dispose(kept);
  }
}

/** Disposes the tensors saved for the backward pass: tfjs does so only when the gradient succeeds. */
function releaseTape(): void {
  const { state } = tf.engine();
  for (const { saved } of state.activeTape ?? []) tf.dispose(saved ?? []);
  state.activeTape = [];
}

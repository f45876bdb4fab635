import { nin, type NinSpec } from '@nin/blocks';
import { sparseCategoricalCrossentropy } from '@nin/trainer';
import * as tf from '@tensorflow/tfjs-core';
import { makeBatch } from './batch';
import { fingerprintImages, weightSeed, type Fingerprint } from './contender';

/** A network on the current backend of tfjs, trained the way `@nin/trainer` does. */
export interface NetworkInTraining {
  /** A training step on the same batch every time; gives the loss from before its update, not read yet. */
  minimize: (optimizer: tf.Optimizer) => tf.Scalar;
  /** The loss of the first images, then the sum of squares of each weight's gradient, without dropout. Not read yet. */
  lossAndSquares: () => tf.Scalar[];
}

/** Builds a network and uploads its batch. */
export function networkInTraining(spec: NinSpec, batchSize: number): NetworkInTraining {
  const model = nin(spec, { seed: weightSeed });
  const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
  const lossOf = sparseCategoricalCrossentropy();
  const [images, labels] = batchTensors(batchSize, spec.inputShape);
  const meanLoss = (x: tf.Tensor, y: tf.Tensor, training: boolean) =>
    tf.mean<tf.Scalar>(lossOf(y, model.apply(x, { training }) as tf.Tensor2D));

  function minimize(optimizer: tf.Optimizer): tf.Scalar {
    return tf.tidy(() => {
      const loss = optimizer.minimize(() => meanLoss(images, labels, true), true, variables);
      if (!loss) throw new Error('the optimizer gave no loss');
      return loss;
    });
  }

  function lossAndSquares(): tf.Scalar[] {
    return tf.tidy(() => {
      const [x, y] = batchTensors(fingerprintImages, spec.inputShape);
      const { value, grads } = tf.variableGrads(() => meanLoss(x, y, false), variables);
      return [value, ...Object.values(grads).map((gradient) => tf.sum<tf.Scalar>(tf.square(gradient)))];
    });
  }

  return { minimize, lossAndSquares };
}

/** What {@link NetworkInTraining.lossAndSquares} gave, once read. */
export function fingerprintOf([loss, ...squares]: readonly number[]): Fingerprint {
  const gradientNorm = Math.sqrt(squares.reduce((sum, square) => sum + square, 0));
  return { images: fingerprintImages, loss, gradientNorm };
}

function batchTensors(count: number, shape: readonly number[]): [tf.Tensor, tf.Tensor] {
  const { images, labels } = makeBatch(count, shape);
  return [tf.tensor(images, [count, ...shape]), tf.tensor1d(labels, 'int32')];
}

import { nin, type NinSpec } from '@nin/blocks';
import { sparseCategoricalCrossentropy } from '@nin/trainer';
import * as tf from '@tensorflow/tfjs-core';
import { makeBatch, noise } from './batch';
import { fingerprintImages, weightSeed, type Contender, type Fingerprint } from './contender';

/** Options of {@link tfjsContender}. */
export interface TfjsContenderOptions {
  spec: NinSpec;
  batchSize: number;
  optimizer: tf.Optimizer;
  threads: number;
  productSize: number;
}

/** Trains with the current backend of tfjs, the way `@nin/trainer` does. */
export function tfjsContender(options: TfjsContenderOptions): Contender {
  const { spec, batchSize, optimizer, threads, productSize } = options;
  const model = nin(spec, { seed: weightSeed });
  const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
  const lossOf = sparseCategoricalCrossentropy();
  const [images, labels] = batchTensors(batchSize, spec.inputShape);
  const meanLoss = (x: tf.Tensor, y: tf.Tensor, training: boolean) =>
    tf.mean<tf.Scalar>(lossOf(y, model.apply(x, { training }) as tf.Tensor2D));

  function step(): number {
    return tf.tidy(() => {
      const loss = optimizer.minimize(() => meanLoss(images, labels, true), true, variables);
      if (!loss) throw new Error('the optimizer gave no loss');
      return loss.dataSync()[0];
    });
  }

  function fingerprint(): Fingerprint {
    return tf.tidy(() => {
      const [x, y] = batchTensors(fingerprintImages, spec.inputShape);
      const { value, grads } = tf.variableGrads(() => meanLoss(x, y, false), variables);
      const squares = Object.values(grads).map((gradient) => tf.sum(tf.square(gradient)).dataSync()[0]);
      const gradientNorm = Math.sqrt(squares.reduce((sum, square) => sum + square, 0));
      return { images: fingerprintImages, loss: value.dataSync()[0], gradientNorm };
    });
  }

  const matrix = tf.tensor2d(noise(productSize ** 2), [productSize, productSize]);
  // Both backends have computed when they return; reading the product would only add a copy to its time.
  const multiply = () => tf.matMul(matrix, matrix).dispose();

  return { threads, step, multiply, productSize, fingerprint };
}

function batchTensors(count: number, shape: readonly number[]): [tf.Tensor, tf.Tensor] {
  const { images, labels } = makeBatch(count, shape);
  return [tf.tensor(images, [count, ...shape]), tf.tensor1d(labels, 'int32')];
}

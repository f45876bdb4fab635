import type { NinSpec } from '@nin/blocks';
import * as tf from '@tensorflow/tfjs-core';
import { noise } from './batch';
import type { Contender, Fingerprint } from './contender';
import { fingerprintOf, networkInTraining } from './network-in-training';

/** Options of {@link tfjsContender}. */
export interface TfjsContenderOptions {
  spec: NinSpec;
  batchSize: number;
  optimizer: tf.Optimizer;
  threads: number;
  productSize: number;
}

/** Trains with the current backend of tfjs, which computes before it returns. */
export function tfjsContender(options: TfjsContenderOptions): Contender {
  const { spec, batchSize, optimizer, threads, productSize } = options;
  const network = networkInTraining(spec, batchSize);
  const step = () => tf.tidy(() => network.minimize(optimizer).dataSync()[0]);
  const fingerprint = (): Fingerprint => {
    const scalars = network.lossAndSquares();
    const values = scalars.map((scalar) => scalar.dataSync()[0]);
    tf.dispose(scalars);
    return fingerprintOf(values);
  };

  const matrix = tf.tensor2d(noise(productSize ** 2), [productSize, productSize]);
  // Both backends have computed when they return; reading the product would only add a copy to its time.
  const multiply = () => tf.matMul(matrix, matrix).dispose();

  return { threads, step, multiply, productSize, fingerprint };
}

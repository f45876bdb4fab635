import { nin } from '@nin/blocks';
import { buildOptimizer } from '@nin/recipes';
import { sparseCategoricalCrossentropy } from '@nin/trainer';
import * as tf from '@tensorflow/tfjs-core';
import type { MeasureJob, Pace } from '../job';
import { fingerprintImages, type Contender } from './contender';
import { noise, noiseBatch } from './noise';
import { takeSamples } from './take-samples';

/** A network on the current backend of TensorFlow.js. */
export interface TfjsContender extends Contender {
  /** Takes one training step; returns its loss, which may not be computed yet. */
  send: () => tf.Scalar;
}

/** Builds a network with the optimizer of `peer`, and uploads its batch. */
export function tfjsContender({ scenario, batchSize, peer }: MeasureJob): TfjsContender {
  const { network, seed, optimizer: chosen } = scenario.experiment;
  const model = nin(network, { seed });
  const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
  const lossOf = sparseCategoricalCrossentropy();
  const [images, labels] = batchTensors(batchSize, network.inputShape);
  const meanLoss = (x: tf.Tensor, y: tf.Tensor, training: boolean) =>
    tf.mean<tf.Scalar>(lossOf(y, model.apply(x, { training }) as tf.Tensor2D));
  const ours = peer.startsWith('ours');
  const optimizer = ours ? buildOptimizer(chosen) : tf.train.adam(chosen.learningRate);
  const send = () =>
    tf.tidy(() => {
      const loss = optimizer.minimize(() => meanLoss(images, labels, true), true, variables);
      if (!loss) throw new Error('the optimizer returned no loss');
      return loss;
    });

  async function fingerprint() {
    const scalars = tf.tidy(() => {
      const [x, y] = batchTensors(fingerprintImages, network.inputShape);
      const { value, grads } = tf.variableGrads(() => meanLoss(x, y, false), variables);
      return [value, ...Object.values(grads).map((gradient) => tf.sum<tf.Scalar>(tf.square(gradient)))];
    });
    const [loss, ...squares] = await Promise.all(scalars.map(read));
    const gradientNorm = Math.sqrt(squares.reduce((sum, square) => sum + square, 0));
    return { images: fingerprintImages, loss, gradientNorm };
  }

  async function sampleProduct(size: number, pace: Pace) {
    const matrix = tf.tensor2d(noise(size ** 2), [size, size]);
    const milliseconds = await sampleTensor(() => tf.matMul(matrix, matrix), pace);
    matrix.dispose();
    return milliseconds;
  }

  return { send, step: () => read(send()), fingerprint, sampleProduct };
}

/** Times work whose result is a tensor, which is disposed. A sample is the mean of a burst of runs. */
export async function sampleTensor(run: () => tf.Tensor, pace: Pace): Promise<number[]> {
  const { burst = 1 } = pace;
  const samples = await takeSamples(async () => {
    for (let i = 1; i < burst; i++) run().dispose();
    const last = run();
    // cpu and wasm have computed when they return; reading would only add to their time.
    if (/^webg/.test(tf.getBackend())) await waitFor(last);
    last.dispose();
  }, pace);
  return samples.map((milliseconds) => milliseconds / burst);
}

/** Reads one number, which the device has only after everything before it. */
async function waitFor(tensor: tf.Tensor): Promise<void> {
  await read(tf.tidy(() => tf.slice(tf.reshape(tensor, [-1]), 0, 1)));
}

async function read(scalar: tf.Tensor): Promise<number> {
  const [value] = await scalar.data();
  scalar.dispose();
  return value;
}

function batchTensors(count: number, shape: readonly number[]): [tf.Tensor, tf.Tensor] {
  const { images, labels } = noiseBatch(count, shape);
  return [tf.tensor(images, [count, ...shape]), tf.tensor1d(labels, 'int32')];
}

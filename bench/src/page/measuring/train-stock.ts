import { nin } from '@nin/blocks';
import { batches, type Batch, type LabeledImages } from '@nin/cifar';
import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { networks } from '../../plan/networks';
import type { TrainingJob } from '../plan/page-job';
import { imageSettings, learningRate, seed } from '../plan/training-settings';
import { reportSampler, type ReportSampler } from './sample-reports';

/**
 * How far the device may be behind before its loss is read: about as far as in our training. Reading after each step, as
 * `trainOnBatch` does, would make stock tfjs slower.
 */
const mostBehind = { milliseconds: 100, steps: 64 };

/**
 * Trains as one would with tfjs alone: the same layers and the same batches, tfjs's own loss, gradients and Adam. Ends
 * when there are samples enough.
 */
export async function trainStock(
  { network, batchSize, pace }: Pick<TrainingJob, 'network' | 'batchSize' | 'pace'>,
  train: LabeledImages,
): Promise<ReturnType<ReportSampler['taken']>> {
  const step = stockStep(nin(networks[network].spec, { seed }));
  const start = performance.now();
  const sampler = reportSampler(pace, start);
  let lastRead = start;
  // Steps from one reading to the next.
  let behind = 1;
  for (let epoch = 1; ; epoch++) {
    let [steps, images, unread] = [0, 0, 0];
    for (const batch of batches(train, { ...imageSettings, batchSize, seed, epoch, shuffle: true })) {
      const loss = step(batch);
      steps++;
      images += batch.count;
      if (++unread < behind) {
        loss.dispose();
        continue;
      }
      const [value] = await loss.data();
      loss.dispose();
      const now = performance.now();
      behind = stepsBehind((now - lastRead) / unread);
      [lastRead, unread] = [now, 0];
      if (sampler.add({ epoch, step: steps, images, loss: value }, now)) return sampler.taken();
    }
  }
}

function stepsBehind(millisecondsPerStep: number): number {
  const { milliseconds, steps } = mostBehind;
  return Math.max(1, Math.min(steps, Math.floor(milliseconds / millisecondsPerStep)));
}

/** One update of the weights; gives the loss from before it, not read yet. */
function stockStep(model: LayersModel): (batch: Batch) => tf.Scalar {
  const optimizer = tf.train.adam(learningRate);
  const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
  const [, ...shape] = model.inputs[0].shape as number[];
  const [, outputs] = model.outputs[0].shape as number[];
  return ({ images, labels, count }) =>
    tf.tidy(() => {
      const x = tf.tensor(images, [count, ...shape]);
      const y = tf.oneHot(tf.tensor1d(labels, 'int32'), outputs);
      const cost = () =>
        tf.losses.softmaxCrossEntropy<tf.Tensor, tf.Scalar>(
          y,
          model.apply(x, { training: true }) as tf.Tensor2D,
        );
      const loss = optimizer.minimize(cost, true, variables);
      if (!loss) throw new Error('the optimizer gave no loss');
      return loss;
    });
}

import { nin } from '@nin/blocks';
import { batches, synthetic, type Batch } from '@nin/cifar';
import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { openExperiment } from '@nin/recipes';
import type { MeasureJob } from '../job';
import type { Run } from '../result/result';
import { reportSampler } from './report-sampler';

/** Trains as the lab does: compiles shaders, then runs the epochs of a session until there are enough samples. */
export async function trainOurs(job: MeasureJob): Promise<Partial<Run>> {
  const { scenario, batchSize, pace, epochImages } = job;
  const { seed, batch } = scenario.experiment;
  const data = {
    train: synthetic({ count: epochImages, seed }),
    // Few: an epoch ends with their evaluation, which is in no sample.
    test: synthetic({ count: batchSize, seed: seed + 1 }),
    title: 'images of the benchmark',
    synthetic: true,
  };
  const session = openExperiment({ ...scenario.experiment, batch: { ...batch, size: batchSize } }, data);
  const opened = performance.now();
  await session.compile();
  const start = performance.now();
  const sampler = reportSampler(pace, start);
  const enough = new AbortController();
  try {
    await session.epochs({
      signal: enough.signal,
      onProgress(report) {
        if (sampler.add(report, performance.now())) enough.abort();
      },
    });
  } catch (error) {
    if (!enough.signal.aborted) throw error;
  } finally {
    session.dispose();
  }
  return { ...sampler.taken(), compileMilliseconds: start - opened };
}

/**
 * How far the device may be behind before a loss is read, as in our training. Reading after each step, as `trainOnBatch`
 * does, would make stock TensorFlow.js slower.
 */
const mostBehind = { milliseconds: 100, steps: 64 };

/** Trains as one would with tfjs alone: the same layers and batches, tfjs's own loss, gradients and Adam. */
export async function trainStock(job: MeasureJob): Promise<Partial<Run>> {
  const { scenario, batchSize, pace, epochImages } = job;
  const { network, seed, optimizer, batch } = scenario.experiment;
  const { augment, normalize } = batch;
  const data = synthetic({ count: epochImages, seed });
  const step = stockStep(nin(network, { seed }), optimizer.learningRate);
  const start = performance.now();
  const sampler = reportSampler(pace, start);
  let lastRead = start;
  // Steps from one reading to the next.
  let behind = 1;
  for (let epoch = 1; ; epoch++) {
    let [steps, images, unread] = [0, 0, 0];
    for (const batch of batches(data, { augment, normalize, batchSize, seed, epoch, shuffle: true })) {
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
      const reached = Math.floor((mostBehind.milliseconds * unread) / (now - lastRead));
      behind = Math.max(1, Math.min(mostBehind.steps, reached));
      [lastRead, unread] = [now, 0];
      if (sampler.add({ epoch, step: steps, images, loss: value }, now)) return sampler.taken();
    }
  }
}

/** Updates the weights once; returns the loss from before the update, not read yet. */
function stockStep(model: LayersModel, learningRate: number): (batch: Batch) => tf.Scalar {
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
      if (!loss) throw new Error('the optimizer returned no loss');
      return loss;
    });
}

import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { describeEachBackend, expectClose } from '@nin/testing';
import { sparseCategoricalCrossentropy, train, type TrainOptions } from '@nin/trainer';
import { expect, test } from 'vitest';
import { collect, memoryHandler, numbersOf, stripes, tinyNetwork, weightsOf } from './tiny';

const data = stripes(20);

/** Twenty images in batches of 8: a smaller last batch, shuffling, dropout, moving statistics, momentum, a schedule by step. */
function run(
  model: tfl.LayersModel,
  options: Partial<TrainOptions> = {},
  optimizer: tf.Optimizer = tf.train.momentum(1, 0.9),
) {
  const schedule = (step: number) => 0.05 / (step + 1);
  return collect(
    train(model, {
      data,
      validation: data,
      epochs: 4,
      batchSize: 8,
      schedule,
      scheduleUnit: 'step',
      optimizer,
      seed: 11,
      ...options,
    }),
  );
}

/** What of reports must not depend on the clock. */
function figuresOf(reports: Awaited<ReturnType<typeof run>>) {
  return reports.map(({ epoch, totalSteps, loss, accuracy, validationLoss, learningRate, best }) => ({
    epoch,
    totalSteps,
    loss,
    accuracy,
    validationLoss,
    learningRate,
    best,
  }));
}

describeEachBackend('one seed', (backend) => {
  test('gives the same weights to the last bit, another seed others', async () => {
    const [first, second, other] = [tinyNetwork(), tinyNetwork(), tinyNetwork()];
    const reports = await run(first);
    expect(figuresOf(await run(second))).toEqual(figuresOf(reports));
    expect(await weightsOf(second)).toEqual(await weightsOf(first));
    await run(other, { seed: 12 });
    expect(await weightsOf(other)).not.toEqual(await weightsOf(first));
  });

  test('goes on after a resume as if nothing had happened, to the last bit', async () => {
    const whole = tinyNetwork();
    const reports = await run(whole);

    const save = memoryHandler();
    await run(tinyNetwork(), { epochs: 2, checkpoint: { save } });
    // Another process would start with other weights, and names tfjs has made up anew.
    const resumed = tinyNetwork(99);
    const rest = await run(resumed, { checkpoint: { save, resume: true } });
    expect(await weightsOf(resumed)).toEqual(await weightsOf(whole));
    expect(figuresOf(rest)).toEqual(figuresOf(reports.slice(2)));
  });

  test("resumes tfjs's Adam but for the rounding of its bias correction", async () => {
    const whole = tinyNetwork();
    await run(whole, {}, tf.train.adam());
    const save = memoryHandler();
    await run(tinyNetwork(), { epochs: 2, checkpoint: { save } }, tf.train.adam());
    const resumed = tinyNetwork(99);
    await run(resumed, { checkpoint: { save, resume: true } }, tf.train.adam());
    // Powers are less exact on WebGPU, and the correction is 1 less a power that is nearly 1.
    const tolerance = backend === 'webgpu' ? 1e-2 : 1e-3;
    expectClose((await weightsOf(resumed)).flat(), (await weightsOf(whole)).flat(), tolerance);
  });
});

describeEachBackend('dropout', () => {
  /** Eight inputs of 1 through dropout: an output of 0 was dropped, one of 2 was kept. */
  async function masksOf(seed: number, ownSeed: number | undefined): Promise<number[][]> {
    const dropout = tfl.layers.dropout({ rate: 0.5, seed: ownSeed, inputShape: [8] });
    const nested = tfl.sequential({ layers: [dropout] });
    const model = tfl.sequential({
      layers: [nested, tfl.layers.dense({ units: 8, useBias: false, kernelInitializer: 'identity' })],
    });
    const outputsSeen: tf.Tensor[] = [];
    const loss = (labels: tf.Tensor, outputs: tf.Tensor) => {
      outputsSeen.push(tf.keep(outputs.clone()));
      return sparseCategoricalCrossentropy()(labels, outputs);
    };
    const ones = { images: new Float32Array(8).fill(1), labels: [0], count: 1 };
    const batches = Array.from({ length: 5 }, () => ones);
    await collect(train(model, { data: batches, epochs: 2, optimizer: tf.train.sgd(0), seed, loss }));
    expect((dropout as unknown as { seed?: number }).seed).toBe(ownSeed);
    const masks = await numbersOf(outputsSeen);
    tf.dispose(outputsSeen);
    return masks;
  }

  test('has a new mask each step, the same in each run of one seed, and gets its own seed back', async () => {
    const masks = await masksOf(1, undefined);
    expect(masks).toHaveLength(10);
    for (const value of masks.flat()) expect([0, 2]).toContain(value);
    // Ten masks of eight bits: at most one pair may agree by chance.
    expect(new Set(masks.map(String)).size).toBeGreaterThanOrEqual(9);
    expect(await masksOf(1, undefined)).toEqual(masks);
    expect(await masksOf(1, 7)).toEqual(masks);
    expect(await masksOf(2, 7)).not.toEqual(masks);
  });

  test('drops the share it is told to', async () => {
    const dropped = (await Promise.all([1, 2, 3].map((seed) => masksOf(seed, undefined))))
      .flat(2)
      .filter((value) => value === 0).length;
    // 240 draws of ½: 120 ± 7.7 (one standard deviation); five of them leave room for any seed.
    expect(Math.abs(dropped - 120)).toBeLessThan(39);
  });
});

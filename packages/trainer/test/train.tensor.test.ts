import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { describeEachBackend, expectClose, expectNoLeak, randomValues } from '@nin/testing';
import { evaluate, sparseCategoricalCrossentropy, train, type Batch, type BatchRequest } from '@nin/trainer';
import { expect, test } from 'vitest';
import { batchOf, collect, numbersOf, stripes, tinyNetwork, twoImages, weightsOf, zeroModel } from './tiny';

const oneBatch = () => [batchOf([1, 3], [0, 1])];

describeEachBackend('train', (backend) => {
  test('does a step as worked out by hand', async () => {
    // Weights [0, 0]: softmax is ½, so both losses are ln 2. Equal logits count as class 0: half are right.
    // Gradient of class 0's weight: ((½ − 1)·1 + (½ − 0)·3) / 2 = ½; of class 1's: −½. At rate 0.1: [−0.05, 0.05].
    const model = zeroModel();
    const optimizer = tf.train.sgd(0.1);
    const [report, ...more] = await collect(
      train(model, { data: twoImages, validation: twoImages, epochs: 1, batchSize: 2, optimizer }),
    );
    expect(more).toEqual([]);
    expectClose((await weightsOf(model))[0], [-0.05, 0.05]);
    expectClose([report.loss, report.accuracy], [Math.log(2), 0.5]);
    // Now the logits are ∓0.05·x: both images are taken for class 1. Losses ln(1 + e^0.1) and ln(1 + e^−0.3).
    const losses = [Math.log1p(Math.exp(0.1)), Math.log1p(Math.exp(-0.3))];
    expectClose([report.validationLoss!, report.validationAccuracy!], [(losses[0] + losses[1]) / 2, 0.5]);
    expect(report).toMatchObject({ epoch: 1, epochs: 1, steps: 1, totalSteps: 1, images: 2, best: true });
    expect(report.learningRate).toBeCloseTo(0.1, 12);
    expect(report.seconds).toBeGreaterThanOrEqual(report.trainingSeconds);
    expect(report.imagesPerSecond).toBeCloseTo(2 / report.trainingSeconds, 6);
    expect(report.millisecondsPerStep).toBeCloseTo(1000 * report.trainingSeconds, 6);
  });

  test('weighs batches by their images in the running means', async () => {
    // A rate of 0 keeps the weights, so all losses are ln 2; images of class 0 are right: 3 of 5.
    const batches = [batchOf([1, 1, 1, 1], [0, 0, 1, 1]), batchOf([1], [0])];
    const optimizer = tf.train.sgd(0);
    const [report] = await collect(train(zeroModel(), { data: batches, epochs: 1, optimizer }));
    expectClose([report.loss, report.accuracy], [Math.log(2), 0.6]);
    expect(report).toMatchObject({ steps: 2, images: 5 });
  });

  test('adds the penalties of regularizers to loss and gradient, as Keras does', async () => {
    const regularized = () =>
      tfl.sequential({
        layers: [
          tfl.layers.dense({
            units: 2,
            useBias: false,
            kernelInitializer: 'ones',
            kernelRegularizer: tfl.regularizers.l2({ l2: 0.1 }),
            inputShape: [1],
          }),
        ],
      });
    // Equal weights 1: cross-entropy ln 2, penalty 0.1·(1 + 1). Gradient: ±½ (see above) + 2·0.1·1.
    const model = regularized();
    const optimizer = tf.train.sgd(0.1);
    const [report] = await collect(train(model, { data: oneBatch(), epochs: 1, optimizer }));
    expectClose([report.loss], [Math.log(2) + 0.2]);
    expectClose((await weightsOf(model))[0], [1 - 0.1 * (0.5 + 0.2), 1 - 0.1 * (-0.5 + 0.2)]);
    expectClose([(await evaluate(regularized(), twoImages)).loss], [Math.log(2) + 0.2]);
  });

  test('learns as model.fit does on the same batches', async () => {
    const data = stripes(32);
    const loss = sparseCategoricalCrossentropy();
    const mine = tinyNetwork();
    const theirs = tinyNetwork();
    const withoutDropout = { dropout: 0 };
    for (const model of [mine, theirs]) silenceDropout(model, withoutDropout.dropout);
    const xs = tf.tensor4d(
      Float32Array.from(data.images, (byte) => byte / 255),
      [32, 4, 4, 1],
    );
    const ys = tf.oneHot(tf.tensor1d(Int32Array.from(data.labels), 'int32'), 4);
    theirs.compile({ optimizer: tf.train.momentum(0.1, 0.9), loss });
    await theirs.fit(xs, ys, { epochs: 2, batchSize: 8, shuffle: false, verbose: 0 });

    const batches = await Promise.all(
      tf.split(xs, 4).map(async (images, i) => ({
        images: (await images.data()) as Float32Array,
        labels: Array.from(data.labels).slice(8 * i, 8 * i + 8),
        count: 8,
      })),
    );
    await collect(train(mine, { data: batches, epochs: 2, optimizer: tf.train.momentum(0.1, 0.9) }));
    expectClose((await weightsOf(mine)).flat(), (await weightsOf(theirs)).flat(), 1e-4);
  });

  test('gets better at what can be learned', async () => {
    const options = { data: stripes(96), validation: stripes(48, 2), epochs: 6, batchSize: 16 };
    const reports = await collect(train(tinyNetwork(), { ...options, optimizer: tf.train.adam(0.02) }));
    expect(reports.at(-1)!.validationAccuracy).toBeGreaterThan(0.8);
    expect(reports.at(-1)!.loss).toBeLessThan(reports[0].loss);
  });

  test('keeps the number of tensors over 100 steps, and leaves only the optimizer', async () => {
    const model = tinyNetwork();
    const optimizer = tf.train.sgd(0.01);
    const counts: number[] = [];
    const atReports: number[] = [];
    const batch = { images: randomValues(4 * 16, 1), labels: [0, 1, 2, 0], count: 4 };
    const source = function* () {
      for (let step = 0; step < 50; step++) {
        yield batch;
        counts.push(tf.memory().numTensors);
      }
    };
    const onProgress = () => void atReports.push(tf.memory().numTensors);
    await expectNoLeak(() =>
      collect(train(model, { data: source, validation: [batch], epochs: 2, optimizer, onProgress })),
    );
    expect(counts).toHaveLength(100);
    expect(new Set(atReports).size).toBe(1);
    // A GPU keeps one small result a step until it is asked, which is after 64 steps at the latest.
    const most = backend.startsWith('webg') ? 64 : 0;
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(most);
  });

  test('releases everything when the loop is left, throws, or the data throw', async () => {
    const model = tinyNetwork();
    const data = stripes(16);
    const optimizer = tf.train.sgd(0.01);
    const options = { data, epochs: 3, batchSize: 8, optimizer };
    await expectNoLeak(async () => {
      for await (const report of train(model, options)) if (report.epoch === 2) break;
    });
    await expectNoLeak(async () => {
      const failing = async () => {
        for await (const report of train(model, options)) throw new Error(`mine, ${report.epoch}`);
      };
      await expect(failing()).rejects.toThrow('mine');
    });
    for (const fail of [
      { onProgress: thrower },
      { afterStep: thrower },
      { loss: thrower },
      { schedule: thrower },
    ]) {
      await expectNoLeak(async () => {
        await expect(collect(train(model, { ...options, ...fail }))).rejects.toThrow('mine');
      });
    }
    await expectNoLeak(async () => {
      const broken = function* () {
        yield* [];
        thrower();
      };
      await expect(collect(train(model, { ...options, data: broken }))).rejects.toThrow('mine');
    });
  });

  test('tells a batch source that no more is wanted', async () => {
    let closed = 0;
    const source = function* () {
      try {
        for (;;) yield batchOf([1, 3], [0, 1]);
      } finally {
        closed++;
      }
    };
    const optimizer = tf.train.sgd(0.1);
    const reports = await collect(
      train(zeroModel(), { data: source, epochs: 2, stepsPerEpoch: 3, optimizer }),
    );
    expect(reports.map(({ steps, totalSteps }) => [steps, totalSteps])).toEqual([
      [3, 3],
      [3, 6],
    ]);
    expect(closed).toBe(2);
  });

  test('asks the batch source for each epoch, with a seed of its own, and hands augment through', async () => {
    const requests: BatchRequest<{ flip: boolean }>[] = [];
    const run = (seed: number) =>
      collect(
        train(zeroModel(), {
          data: (request) => {
            requests.push(request);
            return oneBatch();
          },
          validation: (request) => {
            expect(request).toMatchObject({ batchSize: 7, shuffle: false, augment: undefined });
            return oneBatch();
          },
          epochs: 2,
          batchSize: 7,
          augment: { flip: true },
          optimizer: tf.train.sgd(0.1),
          seed,
        }),
      );
    await run(5);
    await run(5);
    await run(6);
    expect(requests.map(({ epoch }) => epoch)).toEqual([0, 1, 0, 1, 0, 1]);
    for (const request of requests) {
      expect(request).toMatchObject({ batchSize: 7, shuffle: true, augment: { flip: true } });
    }
    const [first, second, again, secondAgain, other, secondOther] = requests.map(({ seed }) => seed);
    expect([again, secondAgain]).toEqual([first, second]);
    expect(new Set([first, second, other, secondOther]).size).toBe(4);
  });

  test('takes batches that come asynchronously', async () => {
    async function* source(): AsyncGenerator<Batch> {
      await Promise.resolve();
      yield batchOf([1, 3], [0, 1]);
    }
    const model = zeroModel();
    await collect(train(model, { data: source, epochs: 1, optimizer: tf.train.sgd(0.1) }));
    expectClose((await weightsOf(model))[0], [-0.05, 0.05]);
  });

  test('shuffles arrays by the seed, anew each epoch, every image once', async () => {
    // With a rate of 0 nothing changes; the loss sees which image comes when.
    const images = Float32Array.from({ length: 12 }, (_, i) => i);
    const data = { images, labels: new Uint8Array(12), shape: [1] };
    const ordersOf = async (seed: number) => {
      const outputsSeen: tf.Tensor[] = [];
      const model = identityModel();
      const loss = (labels: tf.Tensor, outputs: tf.Tensor) => {
        outputsSeen.push(tf.keep(outputs.clone()));
        return sparseCategoricalCrossentropy()(labels, outputs);
      };
      await collect(train(model, { data, epochs: 2, batchSize: 5, optimizer: tf.train.sgd(0), seed, loss }));
      const seen = (await numbersOf(outputsSeen)).flat().filter((_, i) => i % 2 === 0);
      tf.dispose(outputsSeen);
      return [seen.slice(0, 12), seen.slice(12)];
    };
    const [first, second] = await ordersOf(3);
    expect([...first].sort((a, b) => a - b)).toEqual([...images]);
    expect([...second].sort((a, b) => a - b)).toEqual([...images]);
    expect(first).not.toEqual([...images]);
    expect(second).not.toEqual(first);
    expect(await ordersOf(3)).toEqual([first, second]);
    expect(await ordersOf(4)).not.toEqual([first, second]);
  });

  test('sets the rate of a schedule by epoch or by batch', async () => {
    const rates: number[] = [];
    const options = {
      data: [...oneBatch(), ...oneBatch()],
      epochs: 2,
      schedule: (step: number) => 1 / (step + 1),
    };
    for (const scheduleUnit of ['epoch', 'step'] as const) {
      for (const optimizer of [tf.train.sgd(9), tf.train.momentum(9, 0.5), tf.train.adam(9)]) {
        rates.length = 0;
        const afterStep = () => rates.push((optimizer as unknown as { learningRate: number }).learningRate);
        const reports = await collect(train(zeroModel(), { ...options, scheduleUnit, optimizer, afterStep }));
        expect(rates).toEqual(scheduleUnit === 'epoch' ? [1, 1, 1 / 2, 1 / 2] : [1, 1 / 2, 1 / 3, 1 / 4]);
        expect(reports.map(({ learningRate }) => learningRate)).toEqual([rates[1], rates[3]]);
      }
    }
    // The rate is not only shown but used: 0.2 moves the weights twice as far as 0.1 (see the first test).
    const model = zeroModel();
    await collect(
      train(model, { data: oneBatch(), epochs: 1, schedule: () => 0.2, optimizer: tf.train.sgd(9) }),
    );
    expectClose((await weightsOf(model))[0], [-0.1, 0.1]);
  });

  test('marks the epochs that are the best so far, by the figure asked for', async () => {
    // A step down, a larger step up, then two down again.
    const schedule = (epoch: number) => [0.1, -0.3, 0.1, 0.5][epoch] ?? 0;
    const options = { data: oneBatch(), validation: oneBatch(), epochs: 4, schedule };
    const bestBy = async (monitor: 'loss' | 'validationLoss') => {
      const reports = await collect(train(zeroModel(), { ...options, monitor, optimizer: tf.train.sgd(1) }));
      const figures = reports.map((report) => report[monitor]!);
      const best = reports.map((report) => report.best);
      expect(best).toEqual(
        figures.map((figure, i) => figures.slice(0, i).every((earlier) => figure < earlier)),
      );
      return best;
    };
    // The training loss is that before an epoch's step, so it follows one epoch later.
    expect((await bestBy('validationLoss')).slice(0, 3)).toEqual([true, false, false]);
    expect((await bestBy('loss')).slice(0, 4)).toEqual([true, true, false, false]);
  });
});

/** Logits [x, 0]: the first one tells which image it was. */
function identityModel(): tfl.Sequential {
  const model = zeroModel();
  model.setWeights([tf.tensor2d([[1, 0]])]);
  return model;
}

function silenceDropout(model: tfl.LayersModel, rate: number): void {
  for (const layer of model.layers) {
    if (layer instanceof tfl.LayersModel) silenceDropout(layer, rate);
    else if ('rate' in layer) layer.rate = rate;
  }
}

function thrower(): never {
  throw new Error('mine');
}

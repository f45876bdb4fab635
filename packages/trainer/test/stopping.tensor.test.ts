import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { describeEachBackend, expectNoLeak } from '@nin/testing';
import {
  evaluate,
  NonFiniteLossError,
  predict,
  sparseCategoricalCrossentropy,
  train,
  type Batch,
} from '@nin/trainer';
import { expect, test } from 'vitest';
import {
  batchOf,
  collect,
  memoryHandler,
  stripes,
  tinyNetwork,
  twoImages,
  weightsOf,
  zeroModel,
} from './tiny';

/** What a training that fails throws. */
async function failureOf(run: Promise<unknown>): Promise<NonFiniteLossError> {
  const error: unknown = await run.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(NonFiniteLossError);
  return error as NonFiniteLossError;
}

describeEachBackend('a loss that is not finite', (backend) => {
  /** Steps of two images; those named have a pixel that is NaN. Remembers the weights before each step. */
  function source(steps: number, bad: number, model: LayersModel, before: number[][]) {
    return async function* (): AsyncGenerator<Batch> {
      for (let step = 1; step <= steps; step++) {
        before.push((await weightsOf(model))[0]);
        yield batchOf([1, step === bad ? NaN : 3], [0, 1]);
      }
    };
  }

  test('stops the training, says where, and puts weights back', async () => {
    for (const bad of [1, 2, 3, 6]) {
      const model = zeroModel();
      const before: number[][] = [];
      const optimizer = tf.train.sgd(0.25);
      const error = await failureOf(
        expectNoLeakOf(() =>
          collect(train(model, { data: source(6, bad, model, before), epochs: 1, optimizer })),
        ),
      );
      expect(error).toMatchObject({ name: 'NonFiniteLossError', epoch: 1, step: bad, learningRate: 0.25 });
      expect(error.value).toBeNaN();
      // A GPU is asked only now and then: there the weights may be from an earlier step, but never from a later one.
      expect(error.restored.step).toBeLessThanOrEqual(bad);
      if (!backend.startsWith('webg')) expect(error.restored).toEqual({ epoch: 1, step: bad });
      expect((await weightsOf(model))[0]).toEqual(before[error.restored.step - 1]);
    }
  });

  test('has a message that tells it all', () => {
    const position = { epoch: 3, step: 17, learningRate: 0.1, restored: { epoch: 3, step: 12 } };
    const rest =
      ' at a learning rate of 0.1; the model has its weights from before epoch 3, step 12 again, the optimizer keeps its state';
    expect(new NonFiniteLossError({ ...position, value: Infinity }).message).toBe(
      `train: in epoch 3, step 17 the loss is Infinity${rest}`,
    );
    expect(new NonFiniteLossError({ ...position, value: 2.5 }).message).toBe(
      `train: before epoch 3, step 17 the weights are not finite${rest}`,
    );
  });

  test('goes back before the step that spoiled the weights', async () => {
    // √0 has an infinite slope, so the loss of this step is finite (ln 2) and its gradient is not: 0 · ∞.
    const model = zeroModel();
    let step = 0;
    const loss = (labels: tf.Tensor, outputs: tf.Tensor) => {
      const fine = sparseCategoricalCrossentropy()(labels, outputs);
      return ++step === 2 ? tf.add(fine, tf.sqrt(tf.sum(tf.mul(outputs, 0), -1))) : fine;
    };
    const before: number[][] = [];
    const train3 = train(model, {
      data: source(3, 0, model, before),
      epochs: 1,
      optimizer: tf.train.sgd(0.1),
      loss,
    });
    const error = await failureOf(collect(train3));
    expect(error).toMatchObject({ epoch: 1, step: 3 });
    expect(error.restored.step).toBeLessThanOrEqual(2);
    expect((await weightsOf(model))[0]).toEqual(before[error.restored.step - 1]);
    expect((await weightsOf(model))[0].every(Number.isFinite)).toBe(true);
  });

  test('is told apart from weights that are not finite behind a loss that is', async () => {
    // 0 · √ has the slope 0 · ∞ at 0: the loss is finite, the gradient of class 1's weight is not.
    const model = zeroModel();
    const loss = (_labels: tf.Tensor, outputs: tf.Tensor) => {
      const [first, second] = tf.split(outputs, 2, 1) as [tf.Tensor, tf.Tensor];
      return tf.add(tf.mean(tf.square(first)), tf.mean(tf.sqrt(tf.mul(second, 0))));
    };
    const run = train(model, {
      data: twoImages,
      epochs: 3,
      batchSize: 2,
      optimizer: tf.train.sgd(0.1),
      loss,
    });
    const error = await failureOf(collect(run));
    expect(error).toMatchObject({ epoch: 1, step: 2, value: 0, restored: { epoch: 1, step: 1 } });
    expect(await weightsOf(model)).toEqual([[0, 0]]);
  });

  test('is found when the rate is far too high', async () => {
    const model = tinyNetwork();
    const optimizer = tf.train.sgd(1e30);
    const error = await failureOf(
      collect(train(model, { data: stripes(32), epochs: 5, batchSize: 8, optimizer })),
    );
    expect(error.message).toContain('at a learning rate of 1e+30');
    expect((await weightsOf(model)).flat().every(Number.isFinite)).toBe(true);
  });
});

describeEachBackend('a signal', () => {
  test('stops between two steps with its reason, weights those of the last step', async () => {
    const model = zeroModel();
    const reference = zeroModel();
    const batches = [batchOf([1, 3], [0, 1]), batchOf([2, 5], [1, 0]), batchOf([4, 1], [0, 0])];
    await collect(train(reference, { data: batches.slice(0, 2), epochs: 1, optimizer: tf.train.sgd(0.1) }));
    const abort = new AbortController();
    const afterStep = (step: number) => {
      if (step === 2) abort.abort();
    };
    const { signal } = abort;
    await expectNoLeakOf(async () => {
      const optimizer = tf.train.sgd(0.1);
      const run = collect(train(model, { data: batches, epochs: 1, optimizer, signal, afterStep }));
      await expect(run).rejects.toMatchObject({ name: 'AbortError' });
      optimizer.dispose();
    });
    expect(await weightsOf(model)).toEqual(await weightsOf(reference));
  });

  test('that is aborted already lets nothing begin, and gives its own reason', async () => {
    const reason = new Error('Ctrl-C');
    const signal = AbortSignal.abort(reason);
    const model = zeroModel();
    const optimizer = tf.train.sgd(0.1);
    await expect(collect(train(model, { data: twoImages, epochs: 1, optimizer, signal }))).rejects.toBe(
      reason,
    );
    expect(await weightsOf(model)).toEqual([[0, 0]]);
    await expectNoLeakOf(async () => {
      await expect(evaluate(model, twoImages, { signal })).rejects.toBe(reason);
      await expect(predict(model, twoImages, { signal })).rejects.toBe(reason);
    });
  });

  test('stops evaluation and prediction between two batches, and validation within training', async () => {
    const abort = new AbortController();
    let taken = 0;
    const source = function* () {
      for (;;) {
        if (++taken === 3) abort.abort();
        yield batchOf([1, 3], [0, 1]);
      }
    };
    const stopsAtThree = async (run: (signal: AbortSignal) => Promise<unknown>) => {
      const controller = new AbortController();
      taken = 0;
      abort.signal.addEventListener('abort', () => controller.abort());
      await expectNoLeakOf(() => expect(run(abort.signal)).rejects.toMatchObject({ name: 'AbortError' }));
      expect(taken).toBeLessThanOrEqual(3);
    };
    const model = zeroModel();
    await stopsAtThree((signal) => evaluate(model, source, { signal }));
    await stopsAtThree((signal) => predict(model, source, { signal }));
  });
});

describeEachBackend('early stopping', () => {
  /** A rate of 0 in every epoch but those given. */
  const rates =
    (moving: Record<number, number>) =>
    (epoch: number): number =>
      moving[epoch] ?? 0;
  const options = {
    data: [batchOf([1, 3], [0, 1])],
    validation: [batchOf([1, 3], [0, 1])],
    epochs: 20,
    monitor: 'validationLoss' as const,
  };

  test("ends after `patience` epochs without improvement: Keras's documented example", async () => {
    // keras.callbacks.EarlyStopping, patience 3 on a loss that never falls: "Only 4 epochs are run".
    const reports = await collect(
      train(zeroModel(), { ...options, earlyStopping: { patience: 3 }, optimizer: tf.train.sgd(0) }),
    );
    expect(reports.map(({ best }) => best)).toEqual([true, false, false, false]);
  });

  test('puts the best weights back, at the end of all epochs too', async () => {
    // Down in epoch 1 to ∓0.05 as worked out in train's tests, far up in epoch 2, then nothing.
    const schedule = rates({ 0: 0.1, 1: -1 });
    for (const [patience, epochs, run] of [
      [2, 20, 3],
      [9, 2, 2],
    ] as const) {
      const model = zeroModel();
      await expectNoLeakOf(async () => {
        const optimizer = tf.train.sgd(1);
        const reports = await collect(
          train(model, { ...options, epochs, schedule, earlyStopping: { patience }, optimizer }),
        );
        optimizer.dispose();
        expect(reports).toHaveLength(run);
      });
      expect((await weightsOf(model))[0][0]).toBeCloseTo(-0.05, 6);
      expect((await weightsOf(model))[0][1]).toBeCloseTo(0.05, 6);
    }
  });

  test('goes on after a resume with the best weights of before', async () => {
    const schedule = rates({ 0: 0.1, 1: -1 });
    const [save, best] = [memoryHandler(), memoryHandler()];
    const earlyStopping = { patience: 2 };
    const first = { ...options, schedule, earlyStopping, optimizer: tf.train.sgd(1) };
    await collect(train(zeroModel(), { ...first, epochs: 2, checkpoint: { save, best } }));
    const model = zeroModel();
    const checkpoint = { save, best, resume: true };
    const rest = await collect(train(model, { ...first, checkpoint }));
    // Epoch 1 was the best, epochs 2 and 3 were not.
    expect(rest.map(({ epoch }) => epoch)).toEqual([3]);
    expect((await weightsOf(model))[0][0]).toBeCloseTo(-0.05, 6);
    // Once it has ended, another resume has nothing to do but to put the best weights back.
    const again = zeroModel();
    expect(await collect(train(again, { ...first, checkpoint }))).toEqual([]);
    expect(await weightsOf(again)).toEqual(await weightsOf(model));
  });
});

/** expectNoLeak for work that may reject: the tensors are counted either way. */
async function expectNoLeakOf<T>(work: () => Promise<T>): Promise<T> {
  const outcome = await expectNoLeak(() =>
    work().then(
      (value) => ({ value }),
      (error: unknown) => ({ error }),
    ),
  );
  if ('error' in outcome) throw outcome.error;
  return outcome.value;
}

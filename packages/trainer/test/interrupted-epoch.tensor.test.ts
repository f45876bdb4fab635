import * as tf from '@tensorflow/tfjs-core';
import type * as tfl from '@tensorflow/tfjs-layers';
import { describeEachBackend, expectNoLeak } from '@nin/testing';
import { loadCheckpoint, readCheckpoint, train, type EpochReport, type TrainOptions } from '@nin/trainer';
import { expect, test } from 'vitest';
import { collect, memoryHandler, stripes, tinyNetwork, weightsOf } from './tiny';

const data = stripes(20);

/** Three epochs of three steps, the last of each with four images. */
function run(model: tfl.LayersModel, options: Partial<TrainOptions> = {}): Promise<EpochReport[]> {
  return collect(
    train(model, {
      data,
      validation: data,
      epochs: 3,
      batchSize: 8,
      schedule: (step) => 0.05 / (step + 1),
      scheduleUnit: 'step',
      seed: 11,
      ...options,
      // An optimizer holds tensors of its own: only made where none is given.
      optimizer: options.optimizer ?? tf.train.momentum(1, 0.9),
    }),
  );
}

/** What of reports must not depend on the clock. */
function figuresOf(reports: readonly EpochReport[]) {
  return reports.map(
    ({
      seconds: _seconds,
      trainingSeconds: _training,
      millisecondsPerStep: _step,
      imagesPerSecond: _rate,
      ...figures
    }) => figures,
  );
}

/** A signal that aborts after a step, counted from 1 over the whole training. */
function abortAfter(step: number): Pick<TrainOptions, 'signal' | 'afterStep'> {
  const abort = new AbortController();
  return { signal: abort.signal, afterStep: (done) => done === step && abort.abort() };
}

describeEachBackend('an epoch that is interrupted', () => {
  test('goes on at the step that was saved, to the last bit, after a signal', async () => {
    const whole = tinyNetwork();
    const reports = await run(whole);
    // In the first step, in the last one of an epoch, and within one.
    for (const step of [1, 3, 5]) {
      const save = memoryHandler();
      const stopped = run(tinyNetwork(), { checkpoint: { save }, ...abortAfter(step) });
      await expect(stopped).rejects.toMatchObject({ name: 'AbortError' });
      const done = Math.floor((step - 1) / 3);
      const saved = await readCheckpoint(save);
      expect(saved).toMatchObject({ epoch: done, step: step - 3 * done, totalSteps: step });
      expect(figuresOf(saved.history)).toEqual(figuresOf(reports.slice(0, done)));
      const resumed = tinyNetwork(99);
      const rest = await run(resumed, { checkpoint: { save, resume: true } });
      expect(figuresOf(rest)).toEqual(figuresOf(reports.slice(done)));
      expect(await weightsOf(resumed)).toEqual(await weightsOf(whole));
      const { history } = await readCheckpoint(save);
      expect(figuresOf(history)).toEqual(figuresOf(reports));
    }
  });

  test('is saved as often as asked: every save is gone on from', async () => {
    const whole = tinyNetwork();
    const reports = await run(whole);
    const save = memoryHandler();
    const saves: NonNullable<typeof save.artifacts>[] = [];
    const recording: typeof save = {
      ...save,
      async save(artifacts) {
        const result = await save.save(artifacts);
        saves.push(save.artifacts!);
        return result;
      },
    };
    const watched = tinyNetwork();
    expect(figuresOf(await run(watched, { checkpoint: { save: recording, everySeconds: 1e-9 } }))).toEqual(
      figuresOf(reports),
    );
    expect(await weightsOf(watched)).toEqual(await weightsOf(whole));
    // Nine steps and three ends of epochs.
    expect(saves).toHaveLength(12);
    for (const place of [1, 2, 6]) {
      const resumed = tinyNetwork(99);
      save.artifacts = saves[place];
      await run(resumed, { checkpoint: { save, resume: true } });
      expect(await weightsOf(resumed)).toEqual(await weightsOf(whole));
    }
    // The seeds of one step's dropout are not the model's own: the saves differ in no topology.
    expect(new Set(saves.map(({ modelTopology }) => JSON.stringify(modelTopology))).size).toBe(1);
  });

  test('keeps its steps when the signal aborts during validation', async () => {
    const whole = tinyNetwork();
    const reports = await run(whole);
    const abort = new AbortController();
    let validations = 0;
    const validation = function* () {
      if (++validations === 2) abort.abort();
      for (const label of [0, 1]) yield { images: new Float32Array(16), labels: [label], count: 1 };
    };
    const save = memoryHandler();
    const stopped = run(tinyNetwork(), { validation, checkpoint: { save }, signal: abort.signal });
    await expect(stopped).rejects.toMatchObject({ name: 'AbortError' });
    expect(await readCheckpoint(save)).toMatchObject({ epoch: 1, step: 3, totalSteps: 6 });
    const resumed = tinyNetwork(99);
    const rest = await run(resumed, { checkpoint: { save, resume: true } });
    expect(figuresOf(rest)).toEqual(figuresOf(reports.slice(1)));
    expect(await weightsOf(resumed)).toEqual(await weightsOf(whole));
  });

  test('releases all tensors, whether it saves or resumes', async () => {
    const save = memoryHandler();
    const model = tinyNetwork();
    const optimizer = tf.train.momentum(1, 0.9);
    await run(model, { optimizer, epochs: 1 });
    await expectNoLeak(async () => {
      const options = { optimizer, checkpoint: { save, everySeconds: 1e-9 }, ...abortAfter(5) };
      await expect(run(model, options)).rejects.toMatchObject({ name: 'AbortError' });
    });
    await loadCheckpoint(save, { model, optimizer });
    await expectNoLeak(() => run(model, { optimizer, checkpoint: { save, resume: true } }));
  });
});

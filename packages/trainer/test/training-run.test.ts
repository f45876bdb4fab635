import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { NonFiniteLossError, train, type TrainingRun } from '@nin/trainer';
import { expectNoLeak } from '@nin/testing';
import { beforeAll, expect, test } from 'vitest';
import { collect, twoImages, weightsOf, zeroModel } from './tiny';

beforeAll(() => tf.setBackend('cpu'));

const start = (model = zeroModel(), epochs = 3): TrainingRun =>
  train(model, { data: twoImages, epochs, optimizer: tf.train.sgd(0.1) });

test('awaited, it trains to the end and gives all reports, as the loop does', async () => {
  const [awaited, looped] = [zeroModel(), zeroModel()];
  const reports = await start(awaited);
  expect(reports.map(({ epoch }) => epoch)).toEqual([1, 2, 3]);
  const each = await collect(start(looped));
  expect(reports.map(({ loss }) => loss)).toEqual(each.map(({ loss }) => loss));
  expect(await weightsOf(awaited)).toEqual(await weightsOf(looped));
});

test('nothing runs before somebody asks', async () => {
  const model = zeroModel();
  const run = start(model);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(await weightsOf(model)).toEqual([[0, 0]]);
  await run;
  expect(await weightsOf(model)).not.toEqual([[0, 0]]);
});

test('both may be mixed, and awaiting twice trains once', async () => {
  const model = zeroModel();
  const run = start(model);
  const { value } = await run.next();
  expect(value?.epoch).toBe(1);
  const reports = await run;
  expect(reports.map(({ epoch }) => epoch)).toEqual([1, 2, 3]);
  const weights = await weightsOf(model);
  expect(await run).toEqual(reports);
  expect(await weightsOf(model)).toEqual(weights);
  expect(await run.next()).toEqual({ done: true, value: undefined });
});

test('what was left early gives the reports there were', async () => {
  const run = start();
  for await (const report of run) {
    expect(report.epoch).toBe(1);
    break;
  }
  expect((await run).map(({ epoch }) => epoch)).toEqual([1]);
});

test('an error is thrown to those who wait, each time, and nothing leaks', async () => {
  const model = zeroModel();
  const optimizer = tf.train.sgd(0.1);
  await expectNoLeak(async () => {
    const images = Float32Array.of(1, NaN);
    const run = train(model, { data: { ...twoImages, images }, epochs: 2, optimizer });
    await expect(run).rejects.toThrow(NonFiniteLossError);
    await expect(run).rejects.toThrow('in epoch 1, step 1 the loss is NaN');
  });
  const looped = start();
  await expect(looped.throw(new Error('stop'))).rejects.toThrow('stop');
});

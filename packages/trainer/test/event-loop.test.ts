import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { evaluate, predict, train, type Batch } from '@nin/trainer';
import { beforeAll, expect, test } from 'vitest';
import { batchOf, collect, zeroModel } from './tiny';

beforeAll(() => tf.setBackend('cpu'));

/** Batches that take their time: each keeps the event loop waiting for 25 ms, longer than is allowed without a break. */
function* slowBatches(): Generator<Batch> {
  for (let i = 0; i < 4; i++) {
    const end = performance.now() + 25;
    while (performance.now() < end);
    yield batchOf([1, 3], [0, 1]);
  }
}

/** Whether a task that was waiting when the work began has run before it ended. */
async function letsOthersRun(work: () => Promise<unknown>): Promise<boolean> {
  let ran = false;
  setImmediate(() => (ran = true));
  let ranBefore = false;
  await work().then(() => (ranBefore = ran));
  return ranBefore;
}

test('training, evaluation and prediction let other tasks run, so that Ctrl-C is heard', async () => {
  const model = zeroModel();
  const optimizer = tf.train.sgd(0.1);
  expect(await letsOthersRun(() => collect(train(model, { data: slowBatches, epochs: 1, optimizer })))).toBe(
    true,
  );
  expect(await letsOthersRun(() => evaluate(model, slowBatches))).toBe(true);
  expect(await letsOthersRun(() => predict(model, slowBatches))).toBe(true);
});

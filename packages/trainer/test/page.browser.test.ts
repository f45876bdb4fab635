import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { fileSystem, loadCheckpoint, train } from '@nin/trainer';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { collect, stripes, tinyNetwork, weightsOf } from './tiny';

beforeAll(async () => {
  await tf.setBackend('cpu');
});
afterEach(() => vi.restoreAllMocks());

const data = stripes(16);
const options = { data, validation: data, batchSize: 8 };

describe('in a page', () => {
  test('training needs no animation frame: a hidden tab has none', async () => {
    const asked = vi.spyOn(window, 'requestAnimationFrame').mockReturnValue(0);
    const reports = await collect(
      train(tinyNetwork(), { ...options, epochs: 3, optimizer: tf.train.sgd(0.1) }),
    );
    expect(reports).toHaveLength(3);
    expect(asked).not.toHaveBeenCalled();
  });

  test('training lets the page do its work in between', async () => {
    // Each batch keeps the page waiting for 25 ms, longer than is allowed without a break.
    const slow = function* () {
      for (let i = 0; i < 4; i++) {
        const end = performance.now() + 25;
        while (performance.now() < end);
        yield { images: new Float32Array(16), labels: [0], count: 1 };
      }
    };
    let clicked = false;
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => (clicked = true);
    port2.postMessage('click');
    let clickedInTime = false;
    const run = train(tinyNetwork(), { data: slow, epochs: 1, optimizer: tf.train.sgd(0.1) });
    await collect(run).then(() => (clickedInTime = clicked));
    port1.close();
    expect(clickedInTime).toBe(true);
  });

  test('checkpoints go to IndexedDB and come back', async () => {
    const whole = tinyNetwork();
    await collect(train(whole, { ...options, epochs: 4, optimizer: tf.train.momentum(0.1, 0.9) }));
    const save = 'indexeddb://nin-trainer-test';
    const half = { ...options, epochs: 2, optimizer: tf.train.momentum(0.1, 0.9), checkpoint: { save } };
    await collect(train(tinyNetwork(), half));
    expect((await loadCheckpoint(save, { model: tinyNetwork(7) })).epoch).toBe(2);
    const resumed = tinyNetwork(99);
    const checkpoint = { save, resume: true };
    const optimizer = tf.train.momentum(0.1, 0.9);
    await collect(train(resumed, { ...options, epochs: 4, optimizer, checkpoint }));
    expect(await weightsOf(resumed)).toEqual(await weightsOf(whole));
    await tf.io.removeModel(save);
  });

  test('there is no file system', () => {
    expect(() => fileSystem('model')).toThrow(
      "fileSystem must run in Node 20.16 or later, got another platform; in a page use 'indexeddb://name'",
    );
  });
});

import '@tensorflow/tfjs-layers';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { selectBackend } from '@nin/backends';
import { tinySpec, withWidth } from '@nin/blocks';
import { beforeAll, describe, expect, test } from 'vitest';
import { expectSameLosses, run, spec } from './run-training';

describe('a network that is trained', { timeout: 180_000 }, () => {
  beforeAll(async () => {
    await selectBackend('wasm', { threads: 2 });
  });

  test('for 20 steps has the losses it has on the stock cpu backend', async () => {
    // Without dropout: its random numbers differ between backends.
    const narrow = withWidth(tinySpec, 0.5);
    const ours = await run(narrow, { steps: 20, batchSize: 4 });
    await selectBackend('cpu');
    const stock = await run(narrow, { steps: 20, batchSize: 4 });
    await selectBackend('wasm', { threads: 2 });
    expect(stock.losses[19]).not.toBeCloseTo(stock.losses[0], 1);
    expectSameLosses(ours, stock);
  });

  test('twice from one seed for 50 steps has the same weights, to the last bit, with one thread or more', async () => {
    const first = await run(spec, { steps: 50, batchSize: 8 });
    const second = await run(spec, { steps: 50, batchSize: 8 });
    expect(second).toEqual(first);
    await selectBackend('wasm', { threads: 1 });
    const alone = await run(spec, { steps: 50, batchSize: 8 });
    expect(alone).toEqual(first);
    await selectBackend('wasm', { threads: 2 });
  });

  test('for 1,000 steps leaves no tensor, and the heap does not grow', async () => {
    const backend = tf.backend() as BackendWasm;
    const look = () => ({
      ...tf.memory(),
      data: backend.numDataIds(),
      heap: (backend.wasm as unknown as { HEAPU8: Uint8Array }).HEAPU8.length,
    });
    const looks = new Map<number, ReturnType<typeof look>>();
    const before = look();
    await run(spec, {
      steps: 1000,
      batchSize: 4,
      onStep(step) {
        // After the first steps: variables get their optimizer state, and scratch is made, when they are first used.
        if (step % 100 === 10) looks.set(step, look());
      },
    });
    const [first, ...rest] = looks.values();
    expect(looks.size).toBe(10);
    for (const later of rest) expect(later).toEqual(first);
    expect(look()).toMatchObject({
      numTensors: before.numTensors,
      numBytes: before.numBytes,
      data: before.data,
    });
  });
});

import '@tensorflow/tfjs-layers';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { selectBackend } from '@nin/backends';
import { nin, tinySpec, withWidth, type NinSpec } from '@nin/blocks';
import { batches, synthetic } from '@nin/cifar';
import { adamW } from '@nin/optimizers';
import { train } from '@nin/trainer';
import { beforeAll, describe, expect, test } from 'vitest';

const data = synthetic({ count: 400, seed: 3 });

/** A network with all that training has: strides, batch normalization, dropout, pooling. */
const spec: NinSpec = {
  ...tinySpec,
  blocks: tinySpec.blocks.map((block, i) => (i === 1 ? { ...block, dropout: 0.25 } : block)),
};

interface Run {
  losses: number[];
  weights: Float32Array[];
}

/** Trains for some steps with AdamW and tells the loss of each, and the weights at the end. */
async function run(
  network: NinSpec,
  { steps, batchSize, onStep }: { steps: number; batchSize: number; onStep?: (step: number) => void },
): Promise<Run> {
  const model = nin(network, { seed: 1 });
  const optimizer = adamW({ learningRate: 1e-3 });
  const losses: number[] = [];
  const images = data.images.slice(0, steps * batchSize * 3072);
  const count = images.length / 3072;
  const part = { ...data, images, labels: data.labels.slice(0, count), count };
  const stepsPerEpoch = count / batchSize;
  // An epoch of one step tells its loss exactly, not as a running mean.
  const source = ({ epoch }: { epoch: number }) => {
    const place = epoch % stepsPerEpoch;
    const slice = (from: Uint8Array, size: number) =>
      from.subarray(place * batchSize * size, (place + 1) * batchSize * size);
    return batches(
      { ...part, images: slice(part.images, 3072), labels: slice(part.labels, 1), count: batchSize },
      { batchSize, normalize: 'standard' },
    );
  };
  const options = { train: source, epochs: steps, batchSize, optimizer, seed: 4 };
  for await (const report of train(model, { ...options, afterStep: onStep })) losses.push(report.loss);
  const weights = model.weights.map((weight) => weight.read().dataSync().slice() as Float32Array);
  model.dispose();
  optimizer.dispose();
  return { losses, weights };
}

describe('a network that is trained', () => {
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
    // Rounding differs, and each step builds on the one before.
    ours.losses.forEach((loss, step) =>
      expect(Math.abs(loss / stock.losses[step] - 1), `step ${step + 1}`).toBeLessThan(1e-3),
    );
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

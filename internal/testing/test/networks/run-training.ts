import { nin, tinySpec, withWidth, type NinSpec } from '@nin/blocks';
import { batches, synthetic } from '@nin/cifar';
import { adamW } from '@nin/optimizers';
import { train } from '@nin/trainer';
import { expect } from 'vitest';

const data = synthetic({ count: 400, seed: 3 });

/** A network with all that training has: strides, batch normalization, dropout, pooling. */
export const spec: NinSpec = {
  ...tinySpec,
  blocks: tinySpec.blocks.map((block, i) => (i === 1 ? { ...block, dropout: 0.25 } : block)),
};

/** The same with maps of 8×8 and less, and few filters, for GPUs in software. */
export const smallSpec = withWidth(
  { ...spec, blocks: spec.blocks.map((block, i) => (i === 0 ? { ...block, strides: 4 } : block)) },
  1 / 8,
);

/** A network without its dropout. */
export function withoutDropout(network: NinSpec): NinSpec {
  return { ...network, blocks: network.blocks.map(({ dropout: _, ...block }) => block) };
}

/** What a training came to. */
export interface Run {
  losses: number[];
  weights: Float32Array[];
}

/** Trains for some steps with AdamW and returns the loss of each, and the weights at the end. */
export async function run(
  network: NinSpec,
  {
    steps,
    batchSize,
    learningRate = 1e-3,
    onStep,
  }: { steps: number; batchSize: number; learningRate?: number; onStep?: (step: number) => void },
): Promise<Run> {
  const model = nin(network, { seed: 1 });
  const optimizer = adamW({ learningRate });
  const losses: number[] = [];
  const images = data.images.slice(0, steps * batchSize * 3072);
  const count = images.length / 3072;
  const part = { ...data, images, labels: data.labels.slice(0, count), count };
  const stepsPerEpoch = count / batchSize;
  // An epoch of one step reports its exact loss, not a running mean.
  const source = ({ epoch }: { epoch: number }) => {
    const place = epoch % stepsPerEpoch;
    const slice = (from: Uint8Array, size: number) =>
      from.subarray(place * batchSize * size, (place + 1) * batchSize * size);
    return batches(
      { ...part, images: slice(part.images, 3072), labels: slice(part.labels, 1), count: batchSize },
      { batchSize, normalize: 'standard' },
    );
  };
  const options = { data: source, epochs: steps, batchSize, optimizer, seed: 4 };
  for await (const report of train(model, { ...options, afterStep: onStep })) losses.push(report.loss);
  const values = await Promise.all(model.weights.map((weight) => weight.read().data<'float32'>()));
  const weights = values.map((one) => one.slice());
  model.dispose();
  optimizer.dispose();
  return { losses, weights };
}

/** Expects the losses of two runs to be equal up to rounding, which accumulates from step to step. */
export function expectSameLosses(actual: Run, expected: Run): void {
  expect(actual.losses).toHaveLength(expected.losses.length);
  actual.losses.forEach((loss, step) =>
    expect(Math.abs(loss / expected.losses[step] - 1), `step ${step + 1}`).toBeLessThan(1e-3),
  );
}

import '@tensorflow/tfjs-layers';
import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { selectBackend } from '@nin/backends';
import { lectureSpec, modernSpec, nin, paperSpec, withWidth, type NinSpec } from '@nin/blocks';
import { randomValues } from '@nin/testing';
import { sparseCategoricalCrossentropy } from '@nin/trainer';
import { beforeAll, describe, expect, test } from 'vitest';
import { lossInFloat64, weightsOf } from './float64-network';

/** What float32 leaves where the gradient is exactly 0: that of a bias before batch normalization is. */
const rounding = 1e-5;

const labels = [3, 8];
const images = randomValues(labels.length * 32 * 32 * 3, 5);

/** The network with few filters, for speed, and without dropout, which would differ from one loss to the next. */
function narrowed(spec: NinSpec, width: number): NinSpec {
  const { blocks, ...rest } = withWidth(spec, width);
  return { ...rest, blocks: blocks.map(({ dropout: _, ...block }) => block) };
}

/** The loss and its gradients by all trainable weights, in a training pass on the current backend. */
async function gradientsOf(
  model: LayersModel,
): Promise<{ loss: number; gradients: Map<string, Float32Array> }> {
  const crossentropy = sparseCategoricalCrossentropy();
  const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
  const results = tf.tidy(() => {
    const x = tf.tensor4d(images, [labels.length, 32, 32, 3]);
    const y = tf.tensor1d(labels, 'int32');
    const { value, grads } = tf.variableGrads(
      () => tf.mean(crossentropy(y, model.apply(x, { training: true }) as tf.Tensor2D)),
      variables,
    );
    return [value, ...variables.map(({ name }) => grads[name])];
  });
  const [loss, ...gradients] = await Promise.all(results.map((tensor) => tensor.data<'float32'>()));
  tf.dispose(results);
  const names = model.trainableWeights.map((weight) => weight.originalName);
  return { loss: loss[0], gradients: new Map(names.map((name, i) => [name, gradients[i]])) };
}

const networks = [
  { name: 'lecture', spec: lectureSpec, width: 1 / 24 },
  { name: 'paper', spec: paperSpec, width: 1 / 16 },
  { name: 'modern', spec: modernSpec, width: 1 / 16 },
];
const cases = (['wasm', 'webgpu'] as const).flatMap((backend) =>
  networks.map((network) => ({ backend, ...network })),
);

describe.each(cases)('the gradient of the $name network on $backend', ({ backend, spec, width }) => {
  beforeAll(async () => {
    await selectBackend(backend, { threads: 2 });
  });

  const model = () => {
    // He's initialization keeps the signal alive through thirteen layers of few filters.
    const network = narrowed(spec, width);
    const blocks = network.blocks.map((block) => ({ ...block, kernelInitializer: 'heNormal' as const }));
    return nin({ ...network, blocks }, { seed: 7 });
  };

  test('agrees with finite differences of the loss in float64, along a direction for each weight', async () => {
    const network = model();
    const weights = await weightsOf(network);
    const { loss, gradients } = await gradientsOf(network);
    const at = (changed: Map<string, Float64Array>) => lossInFloat64(network, changed, images, labels);
    expect(loss).toBeCloseTo(at(weights), 5);

    // Small enough that hardly any ReLU or maximum changes sides, and far above the rounding of float64.
    const step = 1e-6;
    for (const [name, gradient] of gradients) {
      const values = weights.get(name);
      if (!values) throw new Error(`no weight ${name}`);
      // Along the gradient itself the derivative is its squared length: nothing cancels out.
      const length = Math.hypot(...gradient);
      const moved = (factor: number) =>
        new Map(weights).set(
          name,
          values.map((value, i) => value + (factor * step * gradient[i]) / (length || 1)),
        );
      const difference = (at(moved(1)) - at(moved(-1))) / (2 * step);
      expect(Math.abs(difference - length), `${name}: ${length}, but ${difference}`).toBeLessThan(
        1e-3 * length + rounding,
      );
    }
    network.dispose();
  });
});

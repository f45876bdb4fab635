import * as tf from '@tensorflow/tfjs-core';
import { layerShapes, nin, type NinSpec } from '@nin/blocks';
import { sparseCategoricalCrossentropy } from '@nin/trainer';

/** What one batch teaches the k×k convolution of the last block, tap by tap. */
export interface TapGradients {
  /** Height (and width) of the map that reaches the last block, in pixels. */
  mapSize: number;
  /** The largest |gradient| at each tap of the kernel: [row][column]. */
  largest: number[][];
  /** How many weights of the kernel are at taps where every gradient is exactly zero. */
  idle: number;
  /** How many weights the kernel has. */
  weights: number;
  /** The largest difference that global average pooling makes; undefined if it has more than one pixel to average. */
  poolingChange: number | undefined;
}

const images = 64;

/**
 * The gradient of the last block's kernel for one batch of images of the given size.
 *
 * Only the block itself is made: of what comes before it only the map matters, numbers zero or above because of ReLU, and
 * random ones do.
 */
export async function tapGradients(spec: NinSpec, imageSize: number, seed: number): Promise<TapGradients> {
  const inputShape = shapeBeforeLastBlock(spec, imageSize);
  const model = nin({ ...spec, inputShape, blocks: spec.blocks.slice(-1) }, { seed });
  const kernel = model.trainableWeights[0]?.read() as tf.Variable;
  const loss = sparseCategoricalCrossentropy();

  const results = tf.tidy(() => {
    const features = tf.randomUniform([images, ...inputShape], 0, 1, 'float32', seed);
    const labels = tf.tensor1d(
      Array.from({ length: images }, (_, image) => image % 10),
      'int32',
    );
    const { grads } = tf.variableGrads(
      () => tf.mean(loss(labels, model.apply(features) as tf.Tensor)),
      [kernel],
    );
    const maps = model.layers
      .slice(0, -1)
      .reduce<tf.Tensor>((map, layer) => layer.apply(map) as tf.Tensor, features);
    return [tf.abs(grads[kernel.name]), maps, model.apply(features) as tf.Tensor] as const;
  });
  const [magnitudes, maps, pooled] = await Promise.all(results.map((result) => result.data<'float32'>()));
  const [side = 0] = kernel.shape;
  tf.dispose([...results]);
  model.dispose();

  const byTap = largestByTap(magnitudes, side);
  const idleTaps = byTap.flat().filter((value) => value === 0).length;
  return {
    mapSize: inputShape[0] ?? 0,
    largest: byTap,
    idle: (idleTaps * magnitudes.length) / side ** 2,
    weights: magnitudes.length,
    poolingChange:
      maps.length === pooled.length
        ? largest(maps.map((value, i) => Math.abs(value - pooled[i])))
        : undefined,
  };
}

function shapeBeforeLastBlock(spec: NinSpec, imageSize: number): number[] {
  const parts = layerShapes(spec, [imageSize, imageSize, 3]);
  const last = parts.findLastIndex(({ kind }) => kind === 'NinBlock');
  return parts[last - 1]?.shape ?? [imageSize, imageSize, 3];
}

function largestByTap(magnitudes: Float32Array, side: number): number[][] {
  const perTap = magnitudes.length / side ** 2;
  const rows = Array.from({ length: side }, (_, row) => row * side);
  return rows.map((first) =>
    Array.from({ length: side }, (_, column) => {
      const from = (first + column) * perTap;
      return largest(magnitudes.subarray(from, from + perTap));
    }),
  );
}

function largest(values: Float32Array): number {
  return values.reduce((most, value) => Math.max(most, value), 0);
}

import { nin, type BlockSpec, type NinBlock, type NinSpec } from '@nin/blocks';
import { lax, nn, numpy as np } from '@jax-js/jax';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { weightSeed } from './contender';

// jax-js wants types for its trees, not interfaces.
/** Kernel [out, in, height, width] and bias [1, out, 1, 1] of a convolution. */
export type JaxLayer = { kernel: np.Array; bias: np.Array };

/**
 * The first weights of a network as `nin` draws them, in the order of its layers, with the axes that jax-js wants.
 *
 * @throws RangeError if the network has parts that {@link jaxLogits} does not know.
 */
export async function jaxWeights(spec: NinSpec): Promise<JaxLayer[]> {
  for (const [i, block] of spec.blocks.entries()) requirePlain(block, i);
  await tf.setBackend('cpu');
  const model = nin(spec, { seed: weightSeed });
  const weights = model.getWeights();
  const layers = Array.from({ length: weights.length / 2 }, (_, i) => ({
    kernel: array(tf.tidy(() => tf.transpose(weights[2 * i], [3, 2, 0, 1]))),
    bias: array(weights[2 * i + 1]).reshape([1, -1, 1, 1]),
  }));
  model.dispose();
  return layers;
}

/** Images [batch, channels, height, width] to logits [batch, classes], without dropout. Takes over what it is given. */
export function jaxLogits(spec: NinSpec, layers: readonly JaxLayer[], images: np.Array): np.Array {
  const rest = [...layers];
  let x = images;
  for (const [i, block] of spec.blocks.entries()) {
    requirePlain(block, i);
    const { strides = 1, pool } = block;
    for (const { kernel, bias } of rest.splice(0, layersOf(block))) {
      const step = kernel.shape[2] === 1 ? 1 : strides;
      x = nn.relu(lax.conv(x, kernel, [step, step], 'SAME').add(bias));
    }
    if (pool) {
      const { size, strides: poolStep = size } = pool;
      x = lax.reduceWindow(x, np.max, [size, size], [poolStep, poolStep]);
    }
  }
  return np.mean(x, [2, 3]);
}

function array(tensor: tf.Tensor): np.Array {
  return np.array(tensor.dataSync<'float32'>()).reshape(tensor.shape);
}

/** The k×k convolution and the 1×1 ones behind it. */
function layersOf({ mlpLayers = 2 }: NinBlock): number {
  return 1 + mlpLayers;
}

function requirePlain(block: BlockSpec, index: number): asserts block is NinBlock {
  const { pool } = block;
  if (isPlain(block) && (!pool || (pool.kind === 'max' && pool.padding !== 'same'))) return;
  throw new RangeError(`jaxWeights: block ${index + 1} has parts that are not written for jax-js`);
}

function isPlain(block: BlockSpec): boolean {
  if (block.kind !== undefined && block.kind !== 'nin') return false;
  const {
    kernelSize,
    padding = 'same',
    mlpFilters,
    activation = 'relu',
    outputActivation = activation,
  } = block;
  return (
    kernelSize > 1 && padding === 'same' && !mlpFilters && !block.batchNorm && outputActivation === 'relu'
  );
}

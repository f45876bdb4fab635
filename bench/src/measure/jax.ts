import { blockUntilReady, defaultDevice, init, lax, nn, numpy as np, tree, valueAndGrad } from '@jax-js/jax';
import { nin, type BlockSpec, type NinBlock, type NinSpec } from '@nin/blocks';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { fingerprintImages, type Contender } from './contender';
import { noise, noiseBatch } from './noise';
import { takeSamples } from './take-samples';

// jax-js needs types for its trees, not interfaces.
/** Kernel [out, in, height, width] and bias [1, out, 1, 1] of a convolution. */
type JaxLayer = { kernel: np.Array; bias: np.Array };

interface JaxBatch {
  /** [batch, channels, height, width] */
  images: np.Array;
  /** One-hot, [batch, classes] */
  targets: np.Array;
}

/**
 * jax-js on its wasm device: loss and gradient by all weights, without an optimizer and without dropout, which is less than
 * what the others do. Its optimizers are a package that is not on npm. `jit` around the gradient made no difference. In Node
 * it uses one thread.
 *
 * @throws RangeError if the network has parts that are not written for jax-js.
 */
export async function jax(
  spec: NinSpec,
  { batchSize, seed }: { batchSize: number; seed: number },
): Promise<Contender> {
  // Without a name it looks for a GPU too, by a global `navigator` that Node 20 does not have.
  await init('wasm');
  defaultDevice('wasm');
  const weights = await firstWeights(spec, seed);
  const lossAndGradient = valueAndGrad((layers: JaxLayer[], images: np.Array, targets: np.Array) =>
    nn
      .logSoftmax(logits(spec, layers, images))
      .mul(targets)
      .sum()
      .mul(-1 / targets.shape[0]),
  );

  /** Waits until everything is computed, which jax-js puts off as long as it can. */
  async function compute({ images, targets }: JaxBatch): Promise<{ loss: number; gradient: JaxLayer[] }> {
    const [loss, gradient] = lossAndGradient(tree.ref(weights), images.ref, targets.ref);
    await blockUntilReady(gradient);
    return { loss: loss.item(), gradient };
  }

  const classes = weights[weights.length - 1].kernel.shape[0];
  const batch = jaxBatch(batchSize, spec.inputShape, classes);
  return {
    async step() {
      const { loss, gradient } = await compute(batch);
      tree.dispose(gradient);
      return loss;
    },
    async fingerprint() {
      const { loss, gradient } = await compute(jaxBatch(fingerprintImages, spec.inputShape, classes));
      const squares = tree.leaves(gradient).map((leaf) => np.sum(np.square(leaf)).item());
      const gradientNorm = Math.sqrt(squares.reduce((sum, square) => sum + square, 0));
      return { images: fingerprintImages, loss, gradientNorm };
    },
    sampleProduct(size, pace) {
      const matrix = np.array(noise(size ** 2)).reshape([size, size]);
      return takeSamples(async () => {
        const product = np.matmul(matrix.ref, matrix.ref);
        await blockUntilReady(product);
        product.dispose();
      }, pace);
    },
  };
}

/** The first weights as `nin` draws them, in the order of its layers, with the axes of jax-js. */
async function firstWeights(spec: NinSpec, seed: number): Promise<JaxLayer[]> {
  spec.blocks.forEach(requirePlain);
  await tf.setBackend('cpu');
  const model = nin(spec, { seed });
  const weights = model.getWeights();
  const array = (tensor: tf.Tensor) => np.array(tensor.dataSync<'float32'>()).reshape(tensor.shape);
  const layers = Array.from({ length: weights.length / 2 }, (_, i) => ({
    kernel: array(tf.tidy(() => tf.transpose(weights[2 * i], [3, 2, 0, 1]))),
    bias: array(weights[2 * i + 1]).reshape([1, -1, 1, 1]),
  }));
  model.dispose();
  return layers;
}

/** Images [batch, channels, height, width] to logits [batch, classes], without dropout. Takes over its arguments. */
function logits(spec: NinSpec, layers: readonly JaxLayer[], images: np.Array): np.Array {
  const rest = [...layers];
  let x = images;
  for (const block of spec.blocks as readonly NinBlock[]) {
    const { strides = 1, pool, mlpLayers = 2 } = block;
    for (const { kernel, bias } of rest.splice(0, 1 + mlpLayers)) {
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

function requirePlain(block: BlockSpec, index: number): void {
  const plain = (block.kind ?? 'nin') === 'nin' && isPlain(block as NinBlock) && isMaximum(block as NinBlock);
  if (!plain) throw new RangeError(`jax: block ${index + 1} has parts that are not written for jax-js`);
}

function isPlain(block: NinBlock): boolean {
  const { kernelSize, padding = 'same', mlpFilters, activation = 'relu' } = block;
  const { outputActivation = activation, batchNorm } = block;
  return kernelSize > 1 && padding === 'same' && !mlpFilters && !batchNorm && outputActivation === 'relu';
}

function isMaximum({ pool }: NinBlock): boolean {
  return !pool || (pool.kind === 'max' && pool.padding !== 'same');
}

function jaxBatch(count: number, shape: readonly number[], classes: number): JaxBatch {
  const { images, labels } = noiseBatch(count, shape);
  return {
    images: np
      .array(images)
      .reshape([count, ...shape])
      .transpose([0, 3, 1, 2]),
    targets: nn.oneHot(np.array(labels, { dtype: np.int32 }), classes),
  };
}

import type { NinSpec } from '@nin/blocks';
import { blockUntilReady, defaultDevice, init, nn, numpy as np, tree, valueAndGrad } from '@jax-js/jax';
import { makeBatch, noise } from './batch';
import { fingerprintImages, type Contender } from './contender';
import { jaxLogits, jaxWeights, type JaxLayer } from './jax-network';

const productSize = 1024;

/**
 * jax-js on its wasm device: loss and gradient by all weights, without an optimizer and without dropout, which is less
 * than what the others do. Its optimizers are a package that is not on npm. `jit` around the gradient was tried and made
 * no difference.
 */
export async function jax(spec: NinSpec, batchSize: number): Promise<Contender> {
  // Without a name it looks for a GPU too, by a global `navigator` that Node 20 does not have.
  await init('wasm');
  defaultDevice('wasm');
  const weights = await jaxWeights(spec);
  const classes = weights[weights.length - 1].kernel.shape[0];
  const lossAndGradient = valueAndGrad((layers: JaxLayer[], images: np.Array, targets: np.Array) =>
    nn
      .logSoftmax(jaxLogits(spec, layers, images))
      .mul(targets)
      .sum()
      .mul(-1 / targets.shape[0]),
  );

  /** Calls it and waits until all of it is computed, which jax-js puts off as long as it can. */
  async function compute({ images, targets }: JaxBatch): Promise<{ loss: number; gradient: JaxLayer[] }> {
    const [loss, gradient] = lossAndGradient(tree.ref(weights), images.ref, targets.ref);
    await blockUntilReady(gradient);
    return { loss: loss.item(), gradient };
  }

  const batch = jaxBatch(batchSize, spec.inputShape, classes);
  async function step(): Promise<number> {
    const { loss, gradient } = await compute(batch);
    tree.dispose(gradient);
    return loss;
  }

  async function fingerprint() {
    const { loss, gradient } = await compute(jaxBatch(fingerprintImages, spec.inputShape, classes));
    const squares = tree.leaves(gradient).map((leaf) => np.sum(np.square(leaf)).item());
    const gradientNorm = Math.sqrt(squares.reduce((sum, square) => sum + square, 0));
    return { images: fingerprintImages, loss, gradientNorm };
  }

  const matrix = np.array(noise(productSize ** 2)).reshape([productSize, productSize]);
  async function multiply(): Promise<void> {
    const product = np.matmul(matrix.ref, matrix.ref);
    await blockUntilReady(product);
    product.dispose();
  }

  // There would be more in a browser; in Node it finds no threads.
  return { threads: 1, step, multiply, productSize, fingerprint };
}

interface JaxBatch {
  /** [batch, channels, height, width] */
  images: np.Array;
  /** One-hot, [batch, classes] */
  targets: np.Array;
}

function jaxBatch(count: number, shape: readonly number[], classes: number): JaxBatch {
  const [height, width, channels] = shape;
  const batch = makeBatch(count, shape);
  const images = new Float32Array(batch.images.length);
  const pixels = height * width;
  for (let i = 0; i < images.length; i++) {
    const [image, pixel, channel] = [
      Math.floor(i / (pixels * channels)),
      Math.floor(i / channels) % pixels,
      i % channels,
    ];
    images[(image * channels + channel) * pixels + pixel] = batch.images[i];
  }
  return {
    images: np.array(images).reshape([count, channels, height, width]),
    targets: nn.oneHot(np.array(batch.labels, { dtype: np.int32 }), classes),
  };
}

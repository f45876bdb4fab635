import { initializers } from '@tensorflow/tfjs-layers';

const factories = {
  glorotUniform: initializers.glorotUniform,
  glorotNormal: initializers.glorotNormal,
  heNormal: initializers.heNormal,
  heUniform: initializers.heUniform,
  leCunNormal: initializers.leCunNormal,
  leCunUniform: initializers.leCunUniform,
};

/**
 * How a convolution's kernel is drawn at first, by the name TensorFlow.js gives it.
 * `he…` keeps the size of the signal through ReLU (arXiv 1502.01852), `glorot…` through a linear layer (Keras' default).
 */
export type KernelInitializer = keyof typeof factories;

/** Every {@link KernelInitializer}. */
export const kernelInitializers = Object.keys(factories) as KernelInitializer[];

/** An initializer of TensorFlow.js, drawing the same numbers every time if it has a seed. */
export function kernelInitializer(name: KernelInitializer, seed: number | undefined) {
  return factories[name]({ seed });
}

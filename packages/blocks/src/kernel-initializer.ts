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

/** An initializer of TensorFlow.js, which draws the same numbers for the same seed. */
export function kernelInitializer(name: KernelInitializer, seed: number) {
  return factories[name]({ seed });
}

/**
 * An initializer for the kernel of a depthwise convolution: the same distribution as {@link kernelInitializer}, with the size that
 * counts there. Each channel is made of `kernelSize`² numbers of its own; TensorFlow.js, as Keras, would count those of all
 * channels, and kernels would be too small by the square root of their number.
 */
export function depthwiseInitializer(name: KernelInitializer, kernelSize: number, seed: number) {
  const variance = (name.startsWith('he') ? 2 : 1) / kernelSize ** 2;
  if (name.endsWith('Normal')) return initializers.truncatedNormal({ stddev: Math.sqrt(variance), seed });
  const limit = Math.sqrt(3 * variance);
  return initializers.randomUniform({ minval: -limit, maxval: limit, seed });
}

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
 * Name of the initializer of a convolution kernel in TensorFlow.js.
 * `he…` keeps the variance of the signal through ReLU (arXiv 1502.01852), `glorot…` through a linear layer (the default of Keras).
 */
export type KernelInitializer = keyof typeof factories;

/** Every {@link KernelInitializer}. */
export const kernelInitializers = Object.keys(factories) as KernelInitializer[];

/** Returns an initializer of TensorFlow.js with a seed. */
export function kernelInitializer(name: KernelInitializer, seed: number) {
  return factories[name]({ seed });
}

/**
 * Returns an initializer for the kernel of a depthwise convolution: the distribution of {@link kernelInitializer} with a fan-in of
 * `kernelSize`² per channel. TensorFlow.js and Keras would count all channels, so that kernels would be too small by the square
 * root of the number of channels.
 */
export function depthwiseInitializer(name: KernelInitializer, kernelSize: number, seed: number) {
  const variance = (name.startsWith('he') ? 2 : 1) / kernelSize ** 2;
  if (name.endsWith('Normal')) return initializers.truncatedNormal({ stddev: Math.sqrt(variance), seed });
  const limit = Math.sqrt(3 * variance);
  return initializers.randomUniform({ minval: -limit, maxval: limit, seed });
}

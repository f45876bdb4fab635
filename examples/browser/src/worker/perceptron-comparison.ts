import * as tf from '@tensorflow/tfjs-core';
import { layers, sequential } from '@tensorflow/tfjs-layers';
import type { PerceptronComparison, PerceptronRequest } from './lab-api';

/**
 * One image of noise through a 1×1 convolution with ReLU, and through one perceptron at each pixel: the same function,
 * written twice.
 */
export async function perceptronComparison(request: PerceptronRequest): Promise<PerceptronComparison> {
  const { size, channels, units, seed } = request;
  const drawn = {
    image: tf.randomUniform([1, size, size, channels], 0, 1, 'float32', seed),
    weights: tf.randomUniform([1, 1, channels, units], -1, 1, 'float32', seed + 1),
    biases: tf.randomUniform([units], -0.5, 0.5, 'float32', seed + 2),
  };
  const inputShape = [size, size, channels];
  const layer = layers.conv2d({ filters: units, kernelSize: 1, activation: 'relu', inputShape });
  const model = sequential({ layers: [layer] });
  layer.setWeights([drawn.weights, drawn.biases]);
  const output = tf.tidy(() => model.predict(drawn.image) as tf.Tensor4D);
  try {
    const [image, weights, biases, convolution] = await Promise.all(
      [drawn.image, drawn.weights, drawn.biases, output].map((tensor) => tensor.data<'float32'>()),
    );
    const perceptron = perceptronAtEveryPixel({ image, weights, biases });
    const difference = perceptron.reduce(
      (most, value, i) => Math.max(most, Math.abs(value - convolution[i])),
      0,
    );
    return {
      ...{ size, channels, units, seed },
      ...{ image, weights, biases, convolution, perceptron, difference },
      backend: tf.getBackend(),
    };
  } finally {
    tf.dispose([drawn, output]);
    model.dispose();
  }
}

/**
 * relu(weightsᵀ · pixel + biases) for each pixel by itself, in double precision.
 *
 * @param layer image [pixels, channels], weights [channels, units] and biases [units].
 */
export function perceptronAtEveryPixel({
  image,
  weights,
  biases,
}: Record<'image' | 'weights' | 'biases', ArrayLike<number>>): Float64Array {
  const units = biases.length;
  const channels = weights.length / units;
  const pixels = image.length / channels;
  const outputs = new Float64Array(pixels * units);
  for (let pixel = 0; pixel < pixels; pixel++) {
    for (let unit = 0; unit < units; unit++) {
      let sum = biases[unit];
      for (let channel = 0; channel < channels; channel++) {
        sum += image[pixel * channels + channel] * weights[channel * units + unit];
      }
      outputs[pixel * units + unit] = Math.max(0, sum);
    }
  }
  return outputs;
}
